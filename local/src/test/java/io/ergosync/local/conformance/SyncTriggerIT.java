package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** Updates past a customer's function, as an app sees them. */
class SyncTriggerIT {
  private static final String DATASET = "settings";

  private static CustomerFunction functions;
  private static RunningCloud cloud;

  @BeforeAll
  static void start() {
    functions = CustomerFunction.start();
    cloud = RunningCloud.start(functions.urls());
  }

  @AfterAll
  static void stop() {
    cloud.close();
    functions.close();
  }

  @Test
  void anEditingTrigger_changesWhatIsStoredAndAnswered() {
    SignedIn app = appWithTrigger("edit:live");

    List<Record> written = update(app.client(), app, "mine", "1", 0);

    assertThat(written).extracting(Record::key).containsExactly("mine", "added");
    assertThat(values(written)).isEqualTo(Map.of("mine", "1!", "added", "by the function"));
    assertThat(written).extracting(Record::syncCount).containsOnly(1L);
    assertThat(list(app).records()).containsExactlyInAnyOrderElementsOf(written);
    update(app.client(), app, "unwanted", "x", 0);
    ListRecordsResponse listed = list(app);
    assertThat(listed.records())
        .extracting(Record::key, Record::value, Record::syncCount)
        .containsExactly(
            tuple("added", "by the function", 1L),
            tuple("mine", "1!!", 2L),
            tuple("unwanted", null, 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "veto, InvalidLambdaFunctionOutputException, 400",
    "garbage, InvalidLambdaFunctionOutputException, 400",
    "missing, InvalidLambdaFunctionOutputException, 400",
    "throttle, LambdaThrottledException, 429",
    "hang, LambdaSocketTimeoutException, 400"
  })
  void aTriggerThatFails_endsTheUpdateWithNothingStored(String name, String error, int status) {
    SignedIn app = appWithTrigger(name);
    long before = System.nanoTime();

    assertThatThrownBy(() -> update(app.client(), app, "mine", "1", 0))
        .isInstanceOfSatisfying(
            CognitoSyncException.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(error);
              assertThat(refusal.statusCode()).isEqualTo(status);
              assertThat(refusal.awsErrorDetails().errorMessage())
                  .startsWith("The SyncTrigger function ");
            });
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    assertThat(list(app).datasetExists()).isFalse();
  }

  @Test
  void aDeveloper_neverInvokesTheTrigger() throws Exception {
    SignedIn app = appWithTrigger("veto");

    List<Record> written = update(cloud.developer(), app, "mine", "1", 0);

    assertThat(values(written)).isEqualTo(Map.of("mine", "1"));
    assertThat(invocationsOf(app)).isEmpty();
  }

  @Test
  void invocations_canBeReadBack() throws Exception {
    SignedIn app = appWithTrigger("count");
    update(app.client(), app, "mine", "1", 0);

    assertThat(invocationsOf(app))
        .singleElement()
        .satisfies(invocation -> {
          assertThat(invocation.path("function").asText()).isEqualTo("count");
          assertThat(invocation.at("/payload/datasetRecords").toString())
              .isEqualTo("{\"mine\":{\"newValue\":\"1\",\"op\":\"replace\"}}");
          assertThat(invocation.at("/response/datasetRecords/total/newValue").asText())
              .isEqualTo("1");
        });
    assertThat(local("DELETE")).isEmpty();
    assertThat(invocationsOf(app)).isEmpty();
  }

  @Test
  void sixteenUpdatesAtOnce_loseNothing() throws Exception {
    SignedIn app = appWithTrigger("count");
    List<Future<List<Record>>> updates = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        String key = "key" + i;
        updates.add(threads.submit(() -> update(app.client(), app, key, "v", 0)));
      }
    }

    assertThat(updates).allSatisfy(SyncTriggerIT::succeeded);
    ListRecordsResponse listed = list(app);
    assertThat(listed.datasetSyncCount()).isEqualTo(16);
    assertThat(listed.records()).hasSize(17);
    assertThat(values(listed.records())).containsEntry("total", "16");
  }

  private static void succeeded(Future<List<Record>> update) {
    try {
      assertThat(update.get()).hasSize(2);
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("an update failed", e);
    }
  }

  /** An app of a pool of its own with that function, possibly with an alias, as its trigger. */
  private static SignedIn appWithTrigger(String function) {
    String pool = RunningCloud.newIdentityPoolId();
    try (CognitoSyncClient developer = cloud.developer()) {
      developer.setCognitoEvents(r ->
          r.identityPoolId(pool)
              .events(
                  Map.of(
                      "SyncTrigger",
                      "arn:aws:lambda:us-east-1:000000000000:function:" + function)));
    }
    return cloud.signIn(pool);
  }

  private static List<Record> update(
      CognitoSyncClient client, SignedIn app, String key, String value, long syncCount) {
    return client
        .updateRecords(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(DATASET)
                .syncSessionToken(list(app).syncSessionToken())
                .recordPatches(
                    RecordPatch.builder()
                        .op(Operation.REPLACE)
                        .key(key)
                        .value(value)
                        .syncCount(syncCount)
                        .build()))
        .records();
  }

  private static ListRecordsResponse list(SignedIn app) {
    return app.client()
        .listRecords(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(DATASET));
  }

  private static Map<String, String> values(List<Record> records) {
    return records.stream().collect(Collectors.toMap(Record::key, Record::value));
  }

  private static List<JsonNode> invocationsOf(SignedIn app) throws Exception {
    List<JsonNode> invocations = new ArrayList<>();
    Json.read(local("GET"))
        .forEach(invocation -> {
          if (invocation.at("/payload/identityId").asText().equals(app.identityId())) {
            invocations.add(invocation);
          }
        });
    return invocations;
  }

  private static String local(String method) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(cloud.endpoint().resolve("/local/invocations"))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}

package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** Cognito Streams, the PostSyncTrigger and a bulk publish, from the API to where they end. */
class StreamsIT {
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  private static CustomerFunction customer;
  private static RunningCloud cloud;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    customer = CustomerFunction.start();
    cloud = RunningCloud.start(customer.urls());
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    cloud.close();
    customer.close();
  }

  @Test
  void aLargeUpdate_isStreamedByUrl_handedToTheTrigger_countedAndPublishedAgain() throws Exception {
    String pool = RunningCloud.newIdentityPoolId();
    CognitoSyncClient developer = cloud.developer();
    developer.setIdentityPoolConfiguration(set ->
        set.identityPoolId(pool)
            .cognitoStreams(
                streams -> streams.streamName("ergosync-test").streamingStatus("ENABLED")));
    developer.setCognitoEvents(set ->
        set.identityPoolId(pool)
            .events(
                Map.of("PostSyncTrigger", "arn:aws:lambda:us-east-1:000000000000:function:count")));
    SignedIn app = cloud.signIn(pool);
    update(app, "color", "red");
    // 1 MB as it is stored, and more in a record of the stream.
    update(app, "picture", "\"".repeat(900_000));

    JsonNode streamed = local("kinesis/ergosync-test", records -> records.size() >= 2);
    assertThat(streamed.at("/1/data").toString()).contains("/StreamObjectsBucket/");
    assertThat(local("invocations", invocations -> !invocations.isEmpty()).at("/0/function"))
        .hasToString("\"count\"");

    developer.bulkPublish(publish -> publish.identityPoolId(pool));
    assertThat(local("kinesis/ergosync-test", records -> records.size() >= 3).at("/2/data"))
        .asString()
        .contains("/StreamObjectsBucket/");
    local(
        "queues",
        _ ->
            developer
                .getBulkPublishDetails(get -> get.identityPoolId(pool))
                .bulkPublishStatusAsString()
                .equals("SUCCEEDED"));
    local(
        "streams",
        _ ->
            developer
                    .describeIdentityPoolUsage(describe -> describe.identityPoolId(pool))
                    .identityPoolUsage()
                    .dataStorage()
                > 900_000);
    assertThat(developer.listIdentityPoolUsage(list -> {}).identityPoolUsages())
        .anyMatch(usage -> usage.identityPoolId().equals(pool));
  }

  /** What the local cloud tells, as soon as it is what is waited for. */
  private static JsonNode local(String name, Predicate<JsonNode> expected) throws Exception {
    long end = System.nanoTime() + TIME_MAX.toNanos();
    JsonNode told;
    boolean isExpected;
    do {
      told =
          Json.read(
              http.send(
                      HttpRequest.newBuilder(cloud.endpoint().resolve("/local/" + name)).build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body());
      isExpected = expected.test(told);
    } while (!isExpected && System.nanoTime() < end);
    assertThat(isExpected).as("%s after %s", name, TIME_MAX).isTrue();
    return told;
  }

  private static void update(SignedIn app, String key, String value) {
    app.client()
        .updateRecords(update ->
            update
                .identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName("settings")
                .syncSessionToken(
                    app.client()
                        .listRecords(list ->
                            list.identityPoolId(app.identityPoolId())
                                .identityId(app.identityId())
                                .datasetName("settings"))
                        .syncSessionToken())
                .recordPatches(
                    RecordPatch.builder()
                        .op(Operation.REPLACE)
                        .key(key)
                        .value(value)
                        .syncCount(0L)
                        .build()));
  }
}

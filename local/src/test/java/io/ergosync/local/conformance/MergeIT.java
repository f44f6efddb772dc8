package io.ergosync.local.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** A merge as a client lives through it: list, fold in, delete the merged dataset, list. */
class MergeIT {
  private static RunningCloud cloud;

  @BeforeAll
  static void start() {
    cloud = RunningCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void aClient_foldsAMergedDatasetIn() throws Exception {
    String pool = RunningCloud.newIdentityPoolId();
    SignedIn survivor = cloud.signIn(pool);
    SignedIn old = cloud.signIn(pool);
    update(survivor, "settings", "color", "blue");
    update(old, "settings", "size", "large");
    String merged = "settings." + old.identityId();

    HttpResponse<String> answer = merge(pool, old.identityId(), survivor.identityId());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"merged\":[\"%s\"],\"notMerged\":[]}", merged);

    assertThat(list(survivor, "settings").mergedDatasetNames()).containsExactly(merged);
    List<Record> records = list(survivor, merged).records();
    assertThat(records).extracting(Record::key, Record::value).hasSize(1);
    update(survivor, "settings", records.getFirst().key(), records.getFirst().value());
    survivor
        .client()
        .deleteDataset(
            r -> r.identityPoolId(pool).identityId(survivor.identityId()).datasetName(merged));

    ListRecordsResponse after = list(survivor, "settings");
    assertThat(after.mergedDatasetNames()).isEmpty();
    assertThat(after.records()).extracting(Record::key).containsExactly("color", "size");
    assertThat(list(old, "settings").datasetExists()).isFalse();
  }

  @Test
  void aRequestThatIsNotOne_isRefusedWithItsReasons() throws Exception {
    HttpResponse<String> answer = merge("INVALID", "x", "x");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("validation errors detected", "identityPoolId");
  }

  @Test
  void aWebPage_mayNotMerge() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(cloud.endpoint().resolve("/local/merge"))
                  .header("Origin", "https://example.com")
                  .POST(BodyPublishers.ofString("{}", UTF_8))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  private static HttpResponse<String> merge(String pool, String from, String to) throws Exception {
    String payload =
        "{\"identityPoolId\":\"%s\",\"fromIdentityId\":\"%s\",\"toIdentityId\":\"%s\"}"
            .formatted(pool, from, to);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(cloud.endpoint().resolve("/local/merge"))
              .POST(BodyPublishers.ofString(payload, UTF_8))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static ListRecordsResponse list(SignedIn app, String dataset) {
    return app.client()
        .listRecords(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(dataset));
  }

  private static void update(SignedIn app, String dataset, String key, String value) {
    app.client()
        .updateRecords(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(dataset)
                .syncSessionToken(list(app, dataset).syncSessionToken())
                .recordPatches(
                    RecordPatch.builder()
                        .op(Operation.REPLACE)
                        .key(key)
                        .value(value)
                        .syncCount(0L)
                        .build()));
  }
}

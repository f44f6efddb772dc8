package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Platform;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** The whole way of a push: an update at the API, the table's stream, the function, SNS. */
class PushSyncIT {
  private static final String POOL = RunningCloud.newIdentityPoolId();
  private static final String APPLICATION = "arn:aws:sns:eu-west-1:000000000000:app/%s/Sample";

  /** How long a push may take; the first of a process also waits for classes to load. */
  private static final Duration TIME_MAX = Duration.ofSeconds(1);

  private static final Duration FIRST_TIME_MAX = Duration.ofSeconds(30);

  private static RunningCloud cloud;
  private static HttpClient http;

  private SignedIn app;
  private String phone;
  private String tablet;

  @BeforeAll
  static void start() {
    cloud = RunningCloud.start();
    http = HttpClient.newHttpClient();
    cloud
        .developer()
        .setIdentityPoolConfiguration(set ->
            set.identityPoolId(POOL)
                .pushSync(push ->
                    push.applicationArns(
                            APPLICATION.formatted("GCM"), APPLICATION.formatted("APNS"))
                        .roleArn("arn:aws:iam::000000000000:role/ergosync/push")));
  }

  @AfterAll
  static void stop() {
    http.close();
    cloud.close();
  }

  @BeforeEach
  void subscribe() throws Exception {
    app = cloud.signIn(POOL);
    phone = register(Platform.GCM);
    tablet = register(Platform.APNS);
    update("", "color", "white");
    subscribe(phone);
    // Tells the phone, as the one before may have: from here on all is warm.
    update("", "color", "grey");
    pushes(all -> all.toString().contains("\\\"syncCount\\\":\\\"2\\\""), FIRST_TIME_MAX);
    subscribe(tablet);
    request("DELETE");
  }

  @Test
  void update_ofOneDevice_isPushedToTheOtherWithinASecond_andNotToItself() throws Exception {
    update(phone, "color", "red");

    JsonNode push = pushes(all -> !all.isEmpty(), TIME_MAX).get(0);
    assertThat(push.path("target").asText())
        .startsWith("arn:aws:sns:eu-west-1:000000000000:endpoint/APNS/Sample/");
    JsonNode payload = Json.read(push.at("/message/APNS").asText());
    assertThat(payload.at("/aps/content-available").asInt()).isEqualTo(1);
    assertPayload(payload, 3);

    // Pushes of an identity come in the order of its commits: one to the phone would be here.
    update(tablet, "color", "green");
    JsonNode both = pushes(all -> all.size() > 1, TIME_MAX);
    assertThat(both).hasSize(2);
    assertThat(both.at("/1/target").asText())
        .startsWith("arn:aws:sns:eu-west-1:000000000000:endpoint/GCM/Sample/");
    assertPayload(Json.read(both.at("/1/message/GCM").asText()), 4);
  }

  @Test
  void update_tooLargeForItsItem_isPushedToo() throws Exception {
    update(phone, "picture", "x".repeat(100_000));

    JsonNode push = pushes(all -> !all.isEmpty(), TIME_MAX).get(0);
    assertPayload(Json.read(push.at("/message/APNS").asText()), 3);
  }

  private void assertPayload(JsonNode payload, long syncCount) throws Exception {
    assertThat(payload.path("data"))
        .isEqualTo(
            Json.object()
                .put("source", "cognito-sync")
                .put("identityPoolId", POOL)
                .put("identityId", app.identityId())
                .put("datasetName", "settings")
                .put("syncCount", Long.toString(syncCount)));
  }

  /** What was pushed, as soon as it is what is waited for. */
  private static JsonNode pushes(Predicate<JsonNode> expected, Duration timeMax) throws Exception {
    long end = System.nanoTime() + timeMax.toNanos();
    JsonNode pushes = Json.read(request("GET"));
    while (!expected.test(pushes) && System.nanoTime() < end) {
      pushes = Json.read(request("GET"));
    }
    assertThat(expected.test(pushes)).as("after %s: %s", timeMax, pushes).isTrue();
    return pushes;
  }

  private static String request(String method) throws Exception {
    return http.send(
            HttpRequest.newBuilder(cloud.endpoint().resolve("/local/pushes"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Changes a record of the settings, naming the device unless that is empty. */
  private void update(String deviceId, String key, String value) {
    ListRecordsResponse before =
        app.client()
            .listRecords(
                r -> r.identityPoolId(POOL).identityId(app.identityId()).datasetName("settings"));
    long syncCount =
        before.records().stream()
            .filter(record -> record.key().equals(key))
            .mapToLong(record -> record.syncCount())
            .findAny()
            .orElse(0);
    app.client()
        .updateRecords(r -> {
          r.identityPoolId(POOL)
              .identityId(app.identityId())
              .datasetName("settings")
              .syncSessionToken(before.syncSessionToken())
              .recordPatches(
                  RecordPatch.builder()
                      .op(Operation.REPLACE)
                      .key(key)
                      .value(value)
                      .syncCount(syncCount)
                      .build());
          if (!deviceId.isEmpty()) {
            r.deviceId(deviceId);
          }
        });
  }

  private String register(Platform platform) {
    return app.client()
        .registerDevice(r ->
            r.identityPoolId(POOL)
                .identityId(app.identityId())
                .platform(platform)
                .token("token-of-" + app.identityId()))
        .deviceId();
  }

  private void subscribe(String deviceId) {
    app.client()
        .subscribeToDataset(r ->
            r.identityPoolId(POOL)
                .identityId(app.identityId())
                .datasetName("settings")
                .deviceId(deviceId));
  }
}

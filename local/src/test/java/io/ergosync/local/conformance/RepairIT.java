package io.ergosync.local.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** A repair as an administrator asks for it in the local cloud. */
class RepairIT {
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
  void datasetsOfAnApp_areRepaired_andReadAsBefore() throws Exception {
    String pool = RunningCloud.newIdentityPoolId();
    SignedIn app = cloud.signIn(pool);
    String token =
        app.client()
            .listRecords(
                r -> r.identityPoolId(pool).identityId(app.identityId()).datasetName("settings"))
            .syncSessionToken();
    app.client()
        .updateRecords(r ->
            r.identityPoolId(pool)
                .identityId(app.identityId())
                .datasetName("settings")
                .syncSessionToken(token)
                .recordPatches(
                    RecordPatch.builder()
                        .op(Operation.REPLACE)
                        .key("color")
                        .value("blue")
                        .syncCount(0L)
                        .build()));

    HttpResponse<String> answer = repair("{\"identityPoolId\":\"%s\"}".formatted(pool));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"repaired\":1,\"corrupt\":[],\"notRepaired\":[],\"cursor\":null}");
    assertThat(
            app.client()
                .listRecords(r ->
                    r.identityPoolId(pool).identityId(app.identityId()).datasetName("settings"))
                .records())
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isEqualTo("blue"));
  }

  @Test
  void aRequestThatIsNotOne_isRefusedWithItsReasons() throws Exception {
    HttpResponse<String> answer = repair("{\"identityPoolId\":\"INVALID\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("validation error detected", "identityPoolId");
  }

  private static HttpResponse<String> repair(String payload) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(cloud.endpoint().resolve("/local/repair"))
              .POST(BodyPublishers.ofString(payload, UTF_8))
              .build(),
          BodyHandlers.ofString());
    }
  }
}

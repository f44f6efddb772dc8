package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.InvalidConfigurationException;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Platform;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

/** Devices and subscriptions through an unmodified AWS SDK for Java v2. */
class PushIT {
  private static final String POOL = RunningCloud.newIdentityPoolId();
  private static final String UNREGISTERED = "00000000-0000-8000-8000-000000000000";

  private static RunningCloud cloud;

  private SignedIn app;

  @BeforeAll
  static void start() {
    cloud = RunningCloud.start();
    cloud
        .developer()
        .setIdentityPoolConfiguration(set ->
            set.identityPoolId(POOL)
                .pushSync(push ->
                    push.applicationArns("arn:aws:sns:eu-west-1:000000000000:app/GCM/Sample")
                        .roleArn("arn:aws:iam::000000000000:role/ergosync/push")));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void signIn() {
    app = cloud.signIn(POOL);
  }

  @Test
  void aDevice_registersSubscribesAndUnsubscribes() {
    createDataset();
    String deviceId = register(app.client(), Platform.GCM, "token-1");

    assertThat(register(app.client(), Platform.GCM, "token-1")).isEqualTo(deviceId);
    assertThat(register(app.client(), Platform.GCM, "token-2")).isNotEqualTo(deviceId);
    subscribe(app.client(), "settings", deviceId);
    subscribe(app.client(), "settings", deviceId);
    unsubscribe(app.client(), "settings", deviceId);
    unsubscribe(app.client(), "settings", deviceId);
    unsubscribe(app.client(), "never-existed", deviceId);
  }

  @Test
  void whatIsUnknown_isNotFound() {
    createDataset();
    String deviceId = register(app.client(), Platform.GCM, "token-1");

    List<ThrowingCallable> calls =
        List.of(
            () -> subscribe(app.client(), "never-existed", deviceId),
            () -> subscribe(app.client(), "settings", UNREGISTERED),
            () -> unsubscribe(app.client(), "settings", UNREGISTERED));
    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(ResourceNotFoundException.class));
  }

  @Test
  void aDeveloper_isRefusedEverywhere() {
    List<ThrowingCallable> calls =
        List.of(
            () -> register(cloud.developer(), Platform.GCM, "token-1"),
            () -> subscribe(cloud.developer(), "settings", UNREGISTERED),
            () -> unsubscribe(cloud.developer(), "settings", UNREGISTERED));
    assertThat(calls)
        .allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(NotAuthorizedException.class));
  }

  @Test
  void anotherPlatformOrPool_isNotConfigured() {
    SignedIn elsewhere = cloud.signIn(RunningCloud.newIdentityPoolId());

    assertThatThrownBy(() -> register(app.client(), Platform.ADM, "token-1"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("ADM");
    assertThatThrownBy(() ->
            elsewhere
                .client()
                .registerDevice(r ->
                    r.identityPoolId(elsewhere.identityPoolId())
                        .identityId(elsewhere.identityId())
                        .platform(Platform.GCM)
                        .token("token-1")))
        .isInstanceOf(InvalidConfigurationException.class);
  }

  @Test
  void pushes_canBeReadAndEmptied() throws Exception {
    // Other tests' subscriptions may have been told of something by now.
    assertThat(pushes("GET").body()).startsWith("[").endsWith("]");
    assertThat(pushes("DELETE").statusCode()).isEqualTo(204);
  }

  private static HttpResponse<String> pushes(String method) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(cloud.endpoint().resolve("/local/pushes"))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void createDataset() {
    String token =
        app.client()
            .listRecords(
                r -> r.identityPoolId(POOL).identityId(app.identityId()).datasetName("settings"))
            .syncSessionToken();
    app.client()
        .updateRecords(r ->
            r.identityPoolId(POOL)
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
  }

  private String register(CognitoSyncClient client, Platform platform, String token) {
    return client
        .registerDevice(r ->
            r.identityPoolId(POOL).identityId(app.identityId()).platform(platform).token(token))
        .deviceId();
  }

  private void subscribe(CognitoSyncClient client, String datasetName, String deviceId) {
    client.subscribeToDataset(r ->
        r.identityPoolId(POOL)
            .identityId(app.identityId())
            .datasetName(datasetName)
            .deviceId(deviceId));
  }

  private void unsubscribe(CognitoSyncClient client, String datasetName, String deviceId) {
    client.unsubscribeFromDataset(r ->
        r.identityPoolId(POOL)
            .identityId(app.identityId())
            .datasetName(datasetName)
            .deviceId(deviceId));
  }
}

package io.ergosync.functions.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.DeviceId;
import io.ergosync.domain.PushSync;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sts.model.StsException;

class RegisterDeviceTest {
  private static final String GCM = "arn:aws:sns:eu-west-1:123456789012:app/GCM/Sample";
  private static final String APNS = "arn:aws:sns:us-east-1:123456789012:app/APNS/Sample";
  private static final String ROLE = "arn:aws:iam::123456789012:role/ergosync/push";

  private final Server server = new Server();

  RegisterDeviceTest() {
    server.pushSync = new PushSync(List.of(APNS, GCM), ROLE);
  }

  @Test
  void registerDevice_makesAnEndpointInTheRegionOfThePlatformsApplication() {
    Reply reply = register("GCM", Server.TOKEN);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"DeviceId\":\"" + Server.DEVICE_ID + "\"}");
    assertThat(server.sns.calls).containsExactly("create in eu-west-1", "get in eu-west-1");
    assertThat(endpointArn()).startsWith("arn:aws:sns:eu-west-1:123456789012:endpoint/GCM/Sample/");
    assertThat(server.sns.endpoints).containsOnlyKeys(endpointArn());
  }

  @Test
  void registerDevice_again_isTheSameDevice() {
    String first = register("GCM", Server.TOKEN).text();

    assertThat(register("GCM", Server.TOKEN).text()).isEqualTo(first);
    assertThat(register("GCM", "another").text()).isNotEqualTo(first);
    assertThat(register("APNS", Server.TOKEN).text()).isNotEqualTo(first);
  }

  @Test
  void registerDevice_ofADisabledEndpoint_enablesIt() {
    register("GCM", Server.TOKEN);
    server.sns.endpoints.put(endpointArn(), Map.of("Token", Server.TOKEN, "Enabled", "false"));

    assertThat(register("GCM", Server.TOKEN).status()).isEqualTo(200);
    assertThat(server.sns.endpoints.get(endpointArn()))
        .isEqualTo(Map.of("Token", Server.TOKEN, "Enabled", "true"));
  }

  @Test
  void registerDevice_ofAnEndpointThatGotAnotherToken_givesItItsOwn() {
    register("GCM", Server.TOKEN);
    server.sns.endpoints.put(endpointArn(), Map.of("Token", "changed", "Enabled", "true"));

    assertThat(register("GCM", Server.TOKEN).status()).isEqualTo(200);
    assertThat(server.sns.endpoints.get(endpointArn())).containsEntry("Token", Server.TOKEN);
  }

  @Test
  void registerDevice_ofAnEndpointThatIsDeletedMeanwhile_makesItAgain() {
    server.sns.deletions = 1;

    assertThat(register("GCM", Server.TOKEN).status()).isEqualTo(200);
    assertThat(server.sns.endpoints).containsOnlyKeys(endpointArn());
  }

  @Test
  void registerDevice_withoutPushSync_saysSo() {
    server.pushSync = PushSync.NONE;

    assertThat(refused("GCM")).contains("is not configured for push sync");
  }

  @Test
  void registerDevice_withoutAnApplicationForThePlatform_namesThePlatform() {
    assertThat(refused("ADM")).contains("no platform application for ADM");
    assertThat(refused("APNS_SANDBOX")).contains("no platform application for APNS_SANDBOX");
    server.pushSync = new PushSync(List.of("nonsense", GCM.replace("GCM", "WNS")), "");
    assertThat(refused("GCM")).contains("no platform application for GCM");
  }

  @Test
  void registerDevice_withAConfigurationThatDoesNotWork_namesWhatIsWrong() {
    server.sns.missingApplications.add(GCM);
    assertThat(refused("GCM")).isEqualTo("The platform application " + GCM + " does not exist.");
    server.sns.missingApplications.clear();
    fail(() -> StsException.builder().statusCode(403).build());
    assertThat(refused("GCM")).isEqualTo("The role " + ROLE + " cannot be assumed.");
    fail(() -> PlatformApplicationDisabledException.builder().statusCode(400).build());
    assertThat(refused("GCM")).isEqualTo("The platform application " + GCM + " is disabled.");
    fail(() -> AuthorizationErrorException.builder().statusCode(403).build());
    assertThat(refused("GCM")).contains(ROLE, "is not allowed to use", GCM);
    fail(() -> SnsException.builder().statusCode(403).build());
    assertThat(refused("GCM")).contains(ROLE, "is not allowed to use", GCM);
    fail(() -> InMemorySns.invalid("Invalid parameter: PlatformApplicationArn Reason: x"));
    assertThat(refused("GCM")).isEqualTo("The platform application " + GCM + " cannot be used.");
  }

  @Test
  void registerDevice_whileOurOwnCredentialsHaveExpired_blamesNeitherPoolNorClient() {
    fail(() ->
        SnsException.builder()
            .statusCode(403)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ExpiredToken").build())
            .build());

    assertThat(register("GCM", "token").status()).isEqualTo(500);
  }

  @Test
  void registerDevice_withATokenThatThePlatformRefuses_isTheClientsFault() {
    fail(() -> InMemorySns.invalid("Invalid parameter: Token Reason: no device token"));

    Reply reply = register("APNS", "not-hexadecimal");

    assertThat(reply.errorType()).isEqualTo("InvalidParameterException");
    assertThat(reply.message()).contains("'token'", "APNS").doesNotContain("not-hexadecimal");
  }

  @Test
  void registerDevice_whileSnsOrStsThrottles_isTooManyRequests() {
    fail(() -> ThrottledException.builder().statusCode(429).build());
    assertThat(register("GCM", "t").errorType()).isEqualTo("TooManyRequestsException");
    fail(() ->
        StsException.builder()
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("Throttling").build())
            .build());
    assertThat(register("GCM", "t").errorType()).isEqualTo("TooManyRequestsException");
  }

  @Test
  void registerDevice_whileSnsFails_isAnInternalErrorAndRegistersNothing() {
    fail(() -> SnsException.builder().statusCode(500).message("secret").build());

    Reply reply = register("GCM", Server.TOKEN);

    assertThat(reply.errorType()).isEqualTo("InternalErrorException");
    assertThat(reply.text()).doesNotContain("secret");
    assertThat(server.devices.find(Server.IDENTITY, new DeviceId(Server.DEVICE_ID))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Platform\":\"GCM\"}",
        "{\"Token\":\"t\"}",
        "{\"Platform\":\"FCM\",\"Token\":\"t\"}",
        "{\"Platform\":\"gcm\",\"Token\":\"t\"}",
        "{\"Platform\":\"GCM\",\"Token\":\"\"}",
        "{\"Platform\":\"GCM\",\"Token\":7}"
      })
  void registerDevice_withBadInput_isRefused(String body) {
    Reply reply = send(body);

    assertThat(reply.errorType()).isEqualTo("InvalidParameterException");
    assertThat(server.sns.calls).isEmpty();
  }

  @Test
  void registerDevice_withATokenOfTheGreatestLength_isAcceptedAndNoLonger() {
    assertThat(register("GCM", "x".repeat(4_096)).status()).isEqualTo(200);
    assertThat(register("GCM", "x".repeat(4_097)).message())
        .contains("'token'", "length less than or equal to 4096")
        .doesNotContain("xxx");
  }

  @Test
  void pushOperations_areNotForDevelopers() {
    for (String operation :
        List.of("RegisterDevice", "SubscribeToDataset", "UnsubscribeFromDataset")) {
      Reply reply =
          server.send(
              operation, server.request(operation, Server.DATASET, Server.DEVELOPER).body("{}"));
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.errorType()).isEqualTo("NotAuthorizedException");
    }
  }

  private void fail(Supplier<RuntimeException> failure) {
    server.sns.failure = Optional.of(failure);
  }

  private String refused(String platform) {
    Reply reply = register(platform, Server.TOKEN);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorType()).isEqualTo("InvalidConfigurationException");
    return reply.message();
  }

  private String endpointArn() {
    return server
        .devices
        .find(Server.IDENTITY, new DeviceId(Server.DEVICE_ID))
        .orElseThrow()
        .device()
        .endpointArn();
  }

  private Reply register(String platform, String token) {
    return send("{\"Platform\":\"%s\",\"Token\":\"%s\"}".formatted(platform, token));
  }

  private Reply send(String body) {
    return server.send("RegisterDevice", server.request("RegisterDevice").body(body));
  }
}

package io.ergosync.delivery.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.api.json.Json;
import io.ergosync.delivery.Push;
import io.ergosync.delivery.PushDelivery.Result;
import io.ergosync.delivery.Pushes;
import io.ergosync.domain.Device;
import io.ergosync.domain.Platform;
import io.ergosync.domain.RegisteredDevice;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sts.model.StsException;

class SnsPushDeliveryTest {
  private static final String DATA =
      """
      {"source":"cognito-sync",\
      "identityPoolId":"us-east-1:12345678-1234-1234-1234-123456789012",\
      "identityId":"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef",\
      "datasetName":"settings","syncCount":"7"}\
      """;

  private final RecordingSns sns = new RecordingSns();
  private final SnsPushDelivery delivery = new SnsPushDelivery(sns);

  @ParameterizedTest
  @EnumSource(names = {"GCM", "ADM"})
  void deliver_toGoogleAndAmazon_isDataOnly(Platform platform) throws Exception {
    PublishRequest request = published(platform);

    assertThat(request.message()).isEqualTo(message(platform, "{\"data\":" + DATA + "}"));
    assertThat(request.messageAttributes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"APNS", "APNS_SANDBOX"})
  void deliver_toApple_isASilentNotification(Platform platform) throws Exception {
    PublishRequest request = published(platform);

    assertThat(request.message())
        .isEqualTo(message(platform, "{\"aps\":{\"content-available\":1},\"data\":" + DATA + "}"));
    assertThat(
            request.messageAttributes().entrySet().stream()
                .collect(
                    Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stringValue())))
        .isEqualTo(
            Map.of(
                "AWS.SNS.MOBILE.APNS.PUSH_TYPE",
                "background",
                "AWS.SNS.MOBILE.APNS.PRIORITY",
                "5"));
  }

  private PublishRequest published(Platform platform) {
    Device device = Pushes.device(platform, "token");

    assertThat(delivery.deliver(push(device))).isEqualTo(Result.Delivered.DELIVERED);

    RecordingSns.Published published = sns.published().getFirst();
    assertThat(published.region()).isEqualTo("eu-west-1");
    assertThat(published.roleArn()).isEqualTo(Pushes.ROLE);
    assertThat(published.request().targetArn()).isEqualTo(device.endpointArn());
    assertThat(published.request().messageStructure()).isEqualTo("json");
    return published.request();
  }

  private static String message(Platform platform, String payload) throws Exception {
    return "{\"default\":\"cognito-sync\",\"%s\":%s}"
        .formatted(platform, Json.text(Json.object().textNode(payload)));
  }

  static Stream<RuntimeException> gone() {
    return Stream.of(
        EndpointDisabledException.builder().statusCode(400).build(),
        NotFoundException.builder().statusCode(404).build(),
        failure(
            InvalidParameterException.builder(),
            400,
            "InvalidParameter",
            "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified"));
  }

  @ParameterizedTest
  @MethodSource("gone")
  void deliver_toAnEndpointThatIsDisabledOrDeleted_saysThatItIsGone(RuntimeException failure) {
    assertThat(resultOf(failure)).isEqualTo(Result.EndpointGone.ENDPOINT_GONE);
  }

  static Stream<RuntimeException> refusals() {
    return Stream.of(
        failure(
            PlatformApplicationDisabledException.builder(), 400, "PlatformApplicationDisabled", ""),
        failure(InvalidParameterException.builder(), 400, "InvalidParameter", "something else"));
  }

  static Stream<RuntimeException> denials() {
    return Stream.of(
        failure(AuthorizationErrorException.builder(), 403, "AuthorizationError", "no"),
        failure(SnsException.builder(), 403, "AccessDenied", "no"),
        failure(StsException.builder(), 403, "AccessDenied", "not authorized to assume it"));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void deliver_thatIsForbidden_isDenied_becauseItMayBePermittedSince(RuntimeException failure) {
    assertThat(resultOf(failure)).isInstanceOf(Result.Denied.class);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void deliver_thatSomebodyHasToPutRight_isRefusedWithAReason(RuntimeException failure) {
    assertThat(resultOf(failure)).isInstanceOf(Result.Refused.class);
  }

  @Test
  void deliver_withARoleThatCanNotBeAssumed_namesIt() {
    assertThat(resultOf(failure(StsException.builder(), 403, "AccessDenied", "no trust")))
        .isEqualTo(
            new Result.Denied("The role %s cannot be assumed: no trust".formatted(Pushes.ROLE)));
  }

  static Stream<RuntimeException> passing() {
    return Stream.of(
        ThrottledException.builder().statusCode(429).build(),
        failure(SnsException.builder(), 400, "Throttling", "Rate exceeded"),
        failure(StsException.builder(), 400, "Throttling", "Rate exceeded"),
        failure(SnsException.builder(), 403, "RequestTimeTooSkewed", "skew"),
        failure(SnsException.builder(), 403, "ExpiredToken", "expired"),
        failure(SnsException.builder(), 403, "ExpiredTokenException", "expired"),
        failure(SnsException.builder(), 403, "InvalidClientTokenId", "unknown"),
        failure(SnsException.builder(), 403, "SignatureDoesNotMatch", "clock"),
        failure(StsException.builder(), 403, "ExpiredToken", "expired"),
        InternalErrorException.builder().statusCode(500).build(),
        ApiCallTimeoutException.create(6_000),
        SdkClientException.create("connection refused"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void deliver_thatMayWorkLater_fails(RuntimeException failure) {
    assertThat(resultOf(failure)).isEqualTo(new Result.Failed(failure));
  }

  @Test
  void deliver_toSomethingThatIsNoEndpoint_isRefused() {
    Device device = Pushes.device(Platform.GCM, "token");
    Device elsewhere =
        new Device(
            device.identity(),
            device.deviceId(),
            device.platform(),
            device.tokenFingerprint(),
            "arn:aws:sns:eu-west-1:123456789012:topic");

    assertThat(delivery.deliver(push(elsewhere))).isInstanceOf(Result.Refused.class);
    assertThat(sns.published()).isEmpty();
  }

  private Result resultOf(RuntimeException failure) {
    Device device = Pushes.device(Platform.GCM, "token");
    sns.fail(device.endpointArn(), () -> failure);
    return delivery.deliver(push(device));
  }

  private static Push push(Device device) {
    return Pushes.push(new RegisteredDevice(device, "life-0", 1));
  }

  private static RuntimeException failure(
      AwsServiceException.Builder builder, int status, String code, String message) {
    return builder
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}

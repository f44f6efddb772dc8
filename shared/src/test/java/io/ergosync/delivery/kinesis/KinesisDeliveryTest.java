package io.ergosync.delivery.kinesis;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import io.ergosync.cache.PoolCache;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.InMemoryChangeObjects;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.storage.InMemoryIdentityPoolStorage;
import io.ergosync.telemetry.LogLines;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.model.StsException;

class KinesisDeliveryTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/ergosync/streams";
  private static final CognitoStreams STREAMS =
      new CognitoStreams("changes", ROLE, StreamingStatus.ENABLED);

  private final TestClock clock = new TestClock();
  private final InMemoryIdentityPoolStorage pools = new InMemoryIdentityPoolStorage();
  private final InMemoryKinesis kinesis = new InMemoryKinesis();
  private final LogLines log = new LogLines();
  private final List<String> roles = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final KinesisDelivery delivery =
      new KinesisDelivery(
          pools,
          (pool, roleArn) -> {
            roles.add(roleArn);
            return kinesis;
          },
          new InMemoryChangeObjects(),
          KinesisDelivery.ATTEMPTS_TIME,
          clock,
          pause -> {
            pauses.add(pause);
            clock.advance(pause);
          },
          new Random(1),
          log.log());

  @BeforeEach
  void enable() {
    set(STREAMS);
  }

  private void set(CognitoStreams streams) {
    long revision = pools.configuration(POOL).revision();
    pools.setConfiguration(
        POOL, new IdentityPoolConfiguration(revision + 1, PushSync.NONE, streams));
  }

  @Test
  void deliver_changes_putsThemInOneRequestInTheirOrder() {
    assertThat(delivery.wanted(POOL)).isTrue();

    assertThat(delivery.deliver(POOL, changes(3))).isEqualTo(DeliveryResult.Delivered.DELIVERED);

    assertThat(counts()).containsExactly(1L, 2L, 3L);
    assertThat(kinesis.requests())
        .singleElement()
        .extracting(PutRecordsRequest::streamName)
        .isEqualTo("changes");
    assertThat(roles).containsExactly(ROLE);
    assertThat(log.count(Metric.CHANGES_STREAMED)).isEqualTo(3);
  }

  @Test
  void deliver_moreThanARequestTakes_isDividedByNumber() {
    delivery.deliver(POOL, changes(1_001));

    assertThat(kinesis.requests())
        .extracting(request -> request.records().size())
        .containsExactly(500, 500, 1);
    assertThat(counts())
        .isEqualTo(IntStream.rangeClosed(1, 1_001).mapToObj(i -> (long) i).toList());
  }

  @Test
  void deliver_moreThanARequestTakes_isDividedBySize() {
    List<OutwardChange> changes =
        IntStream.rangeClosed(1, 7)
            .mapToObj(i -> change(i, record("k", "v".repeat(1_000_000), i)))
            .toList();

    delivery.deliver(POOL, changes);

    assertThat(kinesis.requests())
        .extracting(request -> request.records().size())
        .containsExactly(5, 2);
  }

  @Test
  void deliver_someRecordsAreRefused_onlyThoseArePutAgain() {
    kinesis.thenRefuses(1, 3).thenRefuses(0);

    assertThat(delivery.deliver(POOL, changes(4))).isEqualTo(DeliveryResult.Delivered.DELIVERED);

    assertThat(kinesis.requests())
        .extracting(request -> request.records().size())
        .containsExactly(4, 2, 1);
    assertThat(counts()).containsExactly(1L, 3L, 4L, 2L);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void deliver_someRecordsAreRefusedForTooLong_theyAreLeft() {
    for (int i = 0; i < 50; i++) {
      kinesis.thenRefuses(0);
    }

    DeliveryResult result = delivery.deliver(POOL, changes(3));

    assertThat(result)
        .isEqualTo(new DeliveryResult.Failed(changes(1), "ProvisionedThroughputExceededException"));
    assertThat(counts()).containsExactly(2L, 3L);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(KinesisDelivery.ATTEMPTS_TIME);
    assertThat(kinesis.requests()).hasSizeBetween(3, 12);
    assertThat(log.count(Metric.CHANGES_STREAMED)).isEqualTo(2);
  }

  @Test
  void deliver_secondRequestFails_leavesWhatComesFromThereOn() {
    kinesis.thenRefuses().thenThrows(SdkClientException.create("connection reset"));

    DeliveryResult result = delivery.deliver(POOL, changes(1_200));

    assertThat(result)
        .isInstanceOfSatisfying(
            DeliveryResult.Failed.class,
            failed -> assertThat(failed.left()).isEqualTo(changes(1_200).subList(500, 1_200)));
    assertThat(log.count(Metric.CHANGES_STREAMED)).isEqualTo(500);
  }

  @Test
  void deliver_requestsTakeTooLong_leavesTheRest() {
    kinesis.thenTakesAfter(() -> clock.advance(KinesisDelivery.ATTEMPTS_TIME.plusMillis(1)));

    assertThat(delivery.deliver(POOL, changes(1_200)))
        .isInstanceOfSatisfying(
            DeliveryResult.Failed.class,
            failed -> assertThat(failed.left()).isEqualTo(changes(1_200).subList(500, 1_200)));
    assertThat(kinesis.requests()).hasSize(1);
  }

  static Stream<AwsServiceException> unusable() {
    return Stream.of(
        error(ResourceNotFoundException.builder(), 400, "ResourceNotFoundException"),
        error(KmsDisabledException.builder(), 400, "KMSDisabledException"));
  }

  static Stream<AwsServiceException> denied() {
    return Stream.of(
        error(AccessDeniedException.builder(), 400, "AccessDeniedException"),
        error(KmsAccessDeniedException.builder(), 400, "KMSAccessDeniedException"),
        error(StsException.builder(), 403, "AccessDenied"),
        error(StsException.builder(), 400, "ValidationError"));
  }

  @ParameterizedTest
  @MethodSource("denied")
  void deliver_permissionThatIsMissingForMinutes_turnsStreamingOff(AwsServiceException e) {
    kinesis.thenThrows(e).thenThrows(e).thenThrows(e);

    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Failed.class);
    clock.advance(KinesisDelivery.DENIED_TIME.minusMillis(1));
    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Failed.class);
    assertThat(log.count(Metric.STREAMING_TURNED_OFF)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Dropped.class);

    assertThat(pools.configuration(POOL).cognitoStreams().enabled()).isFalse();
    assertThat(log.count(Metric.STREAMING_TURNED_OFF)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("denied")
  void deliver_permissionThatIsKnownAfterSomeTime_leavesStreamingOn(AwsServiceException e) {
    kinesis.thenThrows(e);
    delivery.deliver(POOL, changes(1));
    assertThat(delivery.deliver(POOL, changes(1))).isEqualTo(DeliveryResult.Delivered.DELIVERED);

    // The same again much later, and a configuration that was set since: each has its time.
    clock.advance(KinesisDelivery.DENIED_TIME);
    kinesis.thenThrows(e);
    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Failed.class);
    clock.advance(KinesisDelivery.DENIED_TIME);
    set(STREAMS);
    delivery.refresh();
    kinesis.thenThrows(e);
    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Failed.class);

    assertThat(pools.configuration(POOL).cognitoStreams()).isEqualTo(STREAMS);
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void deliver_streamThatCanNotBeUsed_turnsStreamingOffAndDropsTheChanges(AwsServiceException e) {
    kinesis.thenThrows(e);
    long revision = pools.configuration(POOL).revision();

    DeliveryResult result = delivery.deliver(POOL, changes(2));

    assertThat(result)
        .isInstanceOfSatisfying(
            DeliveryResult.Dropped.class,
            dropped -> assertThat(dropped.reason()).containsAnyOf("changes", ROLE));
    assertThat(pools.configuration(POOL))
        .isEqualTo(
            new IdentityPoolConfiguration(
                revision + 1,
                PushSync.NONE,
                new CognitoStreams("changes", ROLE, StreamingStatus.DISABLED)));
    assertThat(delivery.wanted(POOL)).isFalse();
    assertThat(log.count(Metric.STREAMING_TURNED_OFF)).isEqualTo(1);
    assertThat(log.lines())
        .filteredOn(line -> line.path("level").asText().equals("WARN"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("identityPoolId").asText()).isEqualTo(POOL.value()))
        .satisfies(line -> assertThat(line.path("stream").asText()).isEqualTo("changes"));
  }

  static Stream<RuntimeException> passing() {
    return Stream.of(
        error(KinesisException.builder(), 500, "InternalFailure"),
        error(KinesisException.builder(), 503, "ServiceUnavailable"),
        error(KinesisException.builder(), 400, "ProvisionedThroughputExceededException"),
        error(KinesisException.builder(), 403, "ExpiredTokenException"),
        error(KinesisException.builder(), 403, "InvalidSignatureException"),
        error(KmsThrottlingException.builder(), 400, "KMSThrottlingException"),
        error(StsException.builder(), 400, "Throttling"),
        error(StsException.builder(), 403, "ExpiredToken"),
        error(StsException.builder(), 500, "InternalFailure"),
        ApiCallTimeoutException.create(5_000),
        SdkClientException.create("unknown host"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void deliver_failureThatMayPass_leavesTheChangesAndStreamingOn(RuntimeException e) {
    kinesis.thenThrows(e);

    assertThat(delivery.deliver(POOL, changes(2)))
        .isInstanceOfSatisfying(
            DeliveryResult.Failed.class, failed -> assertThat(failed.left()).isEqualTo(changes(2)));

    assertThat(pools.configuration(POOL).cognitoStreams()).isEqualTo(STREAMS);
    assertThat(log.count(Metric.STREAMING_TURNED_OFF)).isZero();
    assertThat(delivery.deliver(POOL, changes(2))).isEqualTo(DeliveryResult.Delivered.DELIVERED);
  }

  @Test
  void deliver_streamThatIsGone_whileSomeoneSetsAnother_leavesTheNewOneOn() {
    delivery.wanted(POOL);
    CognitoStreams other = new CognitoStreams("other", "", StreamingStatus.ENABLED);
    set(other);
    kinesis.thenThrows(error(ResourceNotFoundException.builder(), 400, "ResourceNotFound"));

    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Failed.class);

    assertThat(pools.configuration(POOL).cognitoStreams()).isEqualTo(other);
    assertThat(delivery.deliver(POOL, changes(1))).isEqualTo(DeliveryResult.Delivered.DELIVERED);
    assertThat(roles).containsExactly(ROLE, "");
  }

  @Test
  void deliver_streamingIsOff_drops() {
    set(new CognitoStreams("changes", ROLE, StreamingStatus.DISABLED));

    assertThat(delivery.wanted(POOL)).isFalse();
    assertThat(delivery.deliver(POOL, changes(1))).isInstanceOf(DeliveryResult.Dropped.class);

    set(STREAMS);
    clock.advance(PoolCache.KEPT);
    assertThat(delivery.wanted(POOL)).isTrue();
    assertThat(kinesis.requests()).isEmpty();
  }

  @Test
  void deliver_toATarget_endsOnceAnotherStreamOrRoleIsConfigured() {
    Target target = Target.of(STREAMS);
    assertThat(delivery.deliver(POOL, target, changes(1)))
        .isEqualTo(DeliveryResult.Delivered.DELIVERED);

    set(new CognitoStreams("other", ROLE, StreamingStatus.ENABLED));
    clock.advance(PoolCache.KEPT);
    assertThat(delivery.deliver(POOL, target, changes(1)))
        .isEqualTo(
            new DeliveryResult.Dropped(
                "Changes go to the stream other by now, no longer to changes."));
    set(new CognitoStreams("changes", "", StreamingStatus.ENABLED));
    clock.advance(PoolCache.KEPT);
    assertThat(delivery.deliver(POOL, target, changes(1)))
        .isEqualTo(
            new DeliveryResult.Dropped("The role for the stream changes is another by now."));
    set(new CognitoStreams("changes", ROLE, StreamingStatus.DISABLED));
    clock.advance(PoolCache.KEPT);
    assertThat(delivery.deliver(POOL, target, changes(1)))
        .isEqualTo(new DeliveryResult.Dropped("Streaming is off."));
    assertThat(kinesis.requests()).hasSize(1);
  }

  @Test
  void deliver_toATargetNewerThanWhatIsRemembered_putsThere() {
    delivery.wanted(POOL);
    CognitoStreams other = new CognitoStreams("other", "", StreamingStatus.ENABLED);
    set(other);

    assertThat(delivery.deliver(POOL, Target.of(other), changes(1)))
        .isEqualTo(DeliveryResult.Delivered.DELIVERED);

    assertThat(kinesis.requests())
        .singleElement()
        .extracting(PutRecordsRequest::streamName)
        .isEqualTo("other");
  }

  private static List<OutwardChange> changes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> change(i, record("k", "v", i))).toList();
  }

  private List<Long> counts() {
    return kinesis.taken().stream().map(text -> json(text).path("syncCount").asLong()).toList();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static AwsServiceException error(
      AwsServiceException.Builder builder, int status, String code) {
    return builder
        .statusCode(status)
        .message(code)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("no").serviceName("x").build())
        .build();
  }
}

package io.ergosync.delivery.lambda;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.delivery.SampleChanges.removal;
import static io.ergosync.delivery.SampleChanges.removed;
import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.InMemoryChangeObjects;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.telemetry.LogLines;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

class PostSyncDeliveryTest {
  private static final LambdaFunctionArn FUNCTION =
      new LambdaFunctionArn("arn:aws:lambda:eu-west-1:123456789012:function:learn:live");

  private final TestClock clock = new TestClock();
  private final LogLines log = new LogLines();
  private final InMemoryChangeObjects objects = new InMemoryChangeObjects();
  private final InMemoryLambda lambda = new InMemoryLambda();
  private final List<String> regions = new ArrayList<>();
  private Optional<LambdaFunctionArn> postSyncTrigger = Optional.of(FUNCTION);

  /** A Lambda that keeps what it is given, and answers as it is told. */
  private static final class InMemoryLambda implements LambdaClient {
    private final Deque<Supplier<InvokeResponse>> next = new ArrayDeque<>();
    private final List<InvokeRequest> requests = new ArrayList<>();

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
      requests.add(request);
      return next.isEmpty()
          ? InvokeResponse.builder().statusCode(202).build()
          : next.remove().get();
    }

    @Override
    public String serviceName() {
      return "lambda";
    }

    @Override
    public void close() {}
  }

  private PostSyncDelivery delivery(Duration answerTimeMax) {
    return new PostSyncDelivery(
        _ -> postSyncTrigger,
        new FunctionInvocation(
            region -> {
              regions.add(region);
              return lambda;
            },
            answerTimeMax),
        objects,
        clock,
        log.log());
  }

  @Test
  void deliver_update_invokesTheFunctionWithTheChangedRecords() {
    DeliveryResult result =
        delivery(Duration.ZERO)
            .deliver(POOL, List.of(change(7, record("color", "blåu", 7), removed("size", 7))));

    assertThat(result).isEqualTo(DeliveryResult.Delivered.DELIVERED);
    assertThat(regions).containsExactly("eu-west-1");
    assertThat(lambda.requests)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.functionName()).isEqualTo(FUNCTION.value());
          assertThat(request.invocationType()).isEqualTo(InvocationType.EVENT);
          assertThat(request.payload().asUtf8String())
              .isEqualTo(
                  """
                  {"version":2,"eventType":"PostSyncTrigger","region":"us-east-1",\
                  "identityPoolId":"us-east-1:12345678-1234-1234-1234-123456789012",\
                  "identityId":"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef",\
                  "datasetName":"settings","operation":"replace","syncCount":7,"deletedSyncCount":0,\
                  "datasetRecords":{"color":{"newValue":"blåu","op":"replace"},\
                  "size":{"op":"remove"}}}\
                  """);
        });
    assertThat(log.count(Metric.EVENTS_SENT)).isEqualTo(1);
  }

  @Test
  void deliver_deletion_invokesTheFunctionWithoutRecords() {
    delivery(Duration.ZERO).deliver(POOL, List.of(removal(8)));

    assertThat(lambda.requests.getFirst().payload().asUtf8String())
        .endsWith(
            "\"operation\":\"remove\",\"syncCount\":8,\"deletedSyncCount\":8,\"datasetRecords\":{}}");
  }

  @Test
  void deliver_poolWithoutAFunction_drops() {
    postSyncTrigger = Optional.empty();

    assertThat(delivery(Duration.ZERO).wanted(POOL)).isFalse();
    assertThat(delivery(Duration.ZERO).deliver(POOL, List.of(change(1))))
        .isInstanceOf(DeliveryResult.Dropped.class);
    assertThat(lambda.requests).isEmpty();
  }

  @Test
  void deliver_oneFails_leavesItAndAllThatFollow() {
    lambda.next.add(InvokeResponse.builder()::build);
    lambda.next.add(() -> {
      throw ResourceNotFoundException.builder().message("no such function").build();
    });

    assertThat(delivery(Duration.ZERO).deliver(POOL, List.of(change(1), change(2), change(3))))
        .isInstanceOfSatisfying(
            DeliveryResult.Failed.class,
            failed -> {
              assertThat(failed.left()).containsExactly(change(2), change(3));
              assertThat(failed.reason()).contains("no such function");
            });
    assertThat(lambda.requests).hasSize(2);
    assertThat(log.count(Metric.EVENTS_SENT)).isEqualTo(1);
  }

  @Test
  void deliver_invocationsTakeTooLong_leavesTheRest() {
    lambda.next.add(() -> {
      clock.advance(PostSyncDelivery.STARTING_TIME.plusMillis(1));
      return InvokeResponse.builder().build();
    });

    assertThat(delivery(Duration.ZERO).deliver(POOL, List.of(change(1), change(2))))
        .isInstanceOfSatisfying(
            DeliveryResult.Failed.class,
            failed -> assertThat(failed.left()).containsExactly(change(2)));
  }

  @Test
  void deliver_tooLargeForLambdasQueue_isDeferred_andTheOthersGoOn() {
    OutwardChange large = change(1, record("k", "v".repeat(1_000_000), 1));

    assertThat(delivery(Duration.ZERO).deliver(POOL, List.of(large, change(2))))
        .isInstanceOfSatisfying(
            DeliveryResult.Deferred.class,
            deferred -> assertThat(deferred.left()).containsExactly(large));
    assertThat(lambda.requests).hasSize(1);
  }

  @Test
  void deliver_largeEventWithTimeForIt_isAnsweredByTheFunction() {
    OutwardChange large = change(1, record("k", "v".repeat(1_000_000), 1));
    var here = (ChangedRecords.Here) large.records();
    OutwardChange stored = large.with(objects.put(large.dataset(), here.records()));
    PostSyncDelivery patient = delivery(Duration.ofSeconds(20));

    assertThat(patient.deliver(POOL, List.of(stored)))
        .isEqualTo(DeliveryResult.Delivered.DELIVERED);
    assertThat(lambda.requests.getFirst().invocationType())
        .isEqualTo(InvocationType.REQUEST_RESPONSE);
    assertThat(lambda.requests.getFirst().payload().asByteArrayUnsafe())
        .hasSizeGreaterThan(1_000_000);

    lambda.next.add(() -> InvokeResponse.builder().functionError("Unhandled").build());
    assertThat(patient.deliver(POOL, List.of(stored))).isInstanceOf(DeliveryResult.Failed.class);
  }

  @Test
  void deliver_eventOfExactlyTheQueuesLimit_isQueued_andOneByteMoreIsNot() {
    delivery(Duration.ZERO).deliver(POOL, List.of(change(1, record("k", "", 1))));
    int envelope = lambda.requests.getFirst().payload().asByteArrayUnsafe().length;
    String fits = "v".repeat(1_000_000 - envelope);

    assertThat(delivery(Duration.ZERO).deliver(POOL, List.of(change(1, record("k", fits, 1)))))
        .isEqualTo(DeliveryResult.Delivered.DELIVERED);
    assertThat(
            delivery(Duration.ZERO).deliver(POOL, List.of(change(1, record("k", fits + "v", 1)))))
        .isInstanceOf(DeliveryResult.Deferred.class);
  }

  @Test
  void deliver_eventOverSixMegabytes_isLeftOutAndToldInTheLog() {
    OutwardChange huge = change(1, record("k", "\u0001".repeat(1_100_000), 1));

    assertThat(delivery(Duration.ofSeconds(20)).deliver(POOL, List.of(huge, change(2))))
        .isEqualTo(DeliveryResult.Delivered.DELIVERED);

    assertThat(lambda.requests).hasSize(1);
    assertThat(log.lines())
        .filteredOn(line -> line.path("level").asText().equals("ERROR"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("syncCount").asLong()).isEqualTo(1));
  }

  @Test
  void deliver_lambdaDoesNotAnswer_leavesAll() {
    lambda.next.add(() -> {
      throw SdkClientException.create("connection reset");
    });

    assertThat(delivery(Duration.ZERO).deliver(POOL, List.of(change(1))))
        .isInstanceOf(DeliveryResult.Failed.class);
  }
}

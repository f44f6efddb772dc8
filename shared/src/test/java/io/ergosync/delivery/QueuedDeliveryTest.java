package io.ergosync.delivery;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.telemetry.LogLines;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueuedDeliveryTest {
  private static final DatasetId OTHER = inPool("us-east-1:ffffffff");

  private final TestClock clock = new TestClock();
  private final LogLines log = new LogLines();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final InMemoryChangeObjects objects = new InMemoryChangeObjects();
  private final Pools pools = new Pools();
  private final QueuedDelivery delivery =
      new QueuedDelivery(pools, Destination.KINESIS, queue, objects, clock, log.log());

  /** Pools that take what they are given unless they are told otherwise. */
  private static final class Pools implements PoolDelivery {
    private final Map<IdentityPoolId, Function<List<OutwardChange>, DeliveryResult>> answers =
        new ConcurrentHashMap<>();
    private final List<OutwardChange> attempted = new CopyOnWriteArrayList<>();

    @Override
    public boolean wanted(IdentityPoolId identityPoolId) {
      return !identityPoolId.value().endsWith(":0");
    }

    @Override
    public DeliveryResult deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
      attempted.addAll(changes);
      return answers
          .getOrDefault(identityPoolId, _ -> DeliveryResult.Delivered.DELIVERED)
          .apply(changes);
    }

    void fail(IdentityPoolId identityPoolId) {
      answers.put(
          identityPoolId,
          changes -> new DeliveryResult.Failed(changes.subList(1, changes.size()), "throttled"));
    }
  }

  @Test
  void deliver_allIsWell_queuesNothing() {
    delivery.deliver(List.of(change(1), change(OTHER, 1), change(2)));

    assertThat(pools.attempted)
        .containsExactlyInAnyOrder(change(1), change(OTHER, 1), change(2))
        .containsSubsequence(change(1), change(2));
    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void deliver_poolThatWantsNothing_isLeftOut() {
    DatasetId unwanted = inPool("us-east-1:0");

    delivery.deliver(List.of(change(unwanted, 1)));

    assertThat(delivery.wanted(unwanted.identity().identityPoolId())).isFalse();
    assertThat(pools.attempted).isEmpty();
    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void deliver_onePoolFails_itsRestIsQueued_andOthersAreDelivered() {
    pools.fail(SETTINGS.identity().identityPoolId());

    delivery.deliver(List.of(change(1), change(2), change(OTHER, 1), change(3)));

    assertThat(queue.messages()).containsExactly(queued(change(2)), queued(change(3)));
    assertThat(queue.delays()).containsOnly(Duration.ofSeconds(5));
    assertThat(pools.attempted).contains(change(OTHER, 1));
    assertThat(log.count(Metric.DELIVERIES_QUEUED)).isEqualTo(2);
    assertThat(log.lines())
        .anySatisfy(line -> assertThat(line.path("reason").asText()).isEqualTo("throttled"));
  }

  @Test
  void deliver_afterAFailure_isQueuedWithoutAnAttemptForTenSeconds() {
    pools.fail(SETTINGS.identity().identityPoolId());
    delivery.deliver(List.of(change(1), change(2)));
    pools.answers.clear();
    pools.attempted.clear();

    clock.advance(QueuedDelivery.BROKEN_TIME.minusMillis(1));
    delivery.deliver(List.of(change(3), change(OTHER, 1)));
    assertThat(pools.attempted).containsExactly(change(OTHER, 1));
    assertThat(queue.messages()).containsExactly(queued(change(2)), queued(change(3)));

    clock.advance(Duration.ofMillis(1));
    delivery.deliver(List.of(change(4)));
    assertThat(pools.attempted).contains(change(4));
    assertThat(queue.messages()).hasSize(2);
  }

  @Test
  void deliver_deferredChanges_areQueued_andTheWayStaysOpen() {
    pools.answers.put(
        SETTINGS.identity().identityPoolId(),
        changes -> new DeliveryResult.Deferred(changes.subList(0, 1), "too large"));
    delivery.deliver(List.of(change(1), change(2)));
    pools.answers.clear();

    delivery.deliver(List.of(change(3)));

    assertThat(queue.messages()).containsExactly(queued(change(1)));
    assertThat(pools.attempted).contains(change(3));
  }

  @Test
  void deliver_anythingThrown_queuesAllOfThePool() {
    pools.answers.put(
        SETTINGS.identity().identityPoolId(),
        _ -> {
          throw new IllegalStateException("a bug");
        });

    delivery.deliver(List.of(change(1), change(2)));

    assertThat(queue.messages()).containsExactly(queued(change(1)), queued(change(2)));
  }

  @Test
  void deliver_dropped_isNotQueued() {
    pools.answers.put(
        SETTINGS.identity().identityPoolId(), _ -> new DeliveryResult.Dropped("gone"));

    delivery.deliver(List.of(change(1)));

    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void deliver_poolsThatTakeTooLong_leaveThoseThatHaveNotBegunToTheQueue() {
    List<OutwardChange> changes =
        IntStream.range(0, 64).mapToObj(i -> change(inPool("us-east-1:a" + i), 1)).toList();
    changes.forEach(change ->
        pools.answers.put(
            change.dataset().identity().identityPoolId(),
            _ -> {
              clock.advance(QueuedDelivery.STARTING_TIME.plusMillis(1));
              return DeliveryResult.Delivered.DELIVERED;
            }));

    delivery.deliver(changes);

    // At least the first, and no more than were under way with it.
    assertThat(pools.attempted).hasSizeBetween(1, 16);
    assertThat(queue.messages()).hasSize(64 - pools.attempted.size());
  }

  private static DatasetId inPool(String identityPoolId) {
    return new Identity(new IdentityPoolId(identityPoolId), SETTINGS.identity().identityId())
        .dataset(SETTINGS.datasetName());
  }

  @Test
  void deliver_changeTooLargeForAMessage_isQueuedAsAnObject() {
    pools.answers.put(
        SETTINGS.identity().identityPoolId(),
        changes -> new DeliveryResult.Failed(changes, "throttled"));
    ChangedRecord large = record("k", "é".repeat(100_000), 1);
    ChangedRecord small = record("k", "v".repeat(100_000), 1);

    delivery.deliver(List.of(change(1, large), change(2, small)));

    assertThat(queue.messages())
        .satisfiesExactly(
            message -> {
              OutwardChange stored = ((UndeliveredChange) message).change();
              assertThat(objects.get((ChangedRecords.Stored) stored.records()))
                  .containsExactly(large);
            },
            message -> assertThat(message).isEqualTo(queued(change(2, small))));
  }

  @Test
  void deliver_notEvenTheQueueTakesThem_fails() {
    pools.fail(SETTINGS.identity().identityPoolId());
    queue.breakIt();

    assertThatThrownBy(() -> delivery.deliver(List.of(change(1), change(2), change(OTHER, 1))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(pools.attempted).contains(change(OTHER, 1));
  }

  private static QueueMessage queued(OutwardChange change) {
    return new UndeliveredChange(Destination.KINESIS, change);
  }
}

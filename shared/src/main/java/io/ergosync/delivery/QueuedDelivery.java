package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.telemetry.FunctionLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A way out with a queue behind it. The pools of a call are delivered beside each other, each
 * pool's changes in their order. What fails goes into the queue; so does, for {@link #BROKEN_TIME}
 * and without an attempt, all that follows for the same pool, and what is left of a call after
 * {@link #STARTING_TIME}: a stream or function that does not answer holds up neither the caller nor
 * other pools. Safe for use by many threads.
 */
public final class QueuedDelivery implements ChangeDelivery {
  /** How long a pool is left alone after a failure. */
  public static final Duration BROKEN_TIME = Duration.ofSeconds(10);

  /** How long after the start of a call a pool's delivery may still begin. */
  public static final Duration STARTING_TIME = Duration.ofSeconds(8);

  /** How many pools are delivered at the same time. */
  private static final int POOLS_MAX = 16;

  private final PoolDelivery delivery;
  private final Undelivered undelivered;
  private final Clock clock;
  private final SideBySide pools = new SideBySide(POOLS_MAX);
  private final Map<IdentityPoolId, Instant> brokenUntil = new ConcurrentHashMap<>();

  /** A way out whose failures go into a queue under the name of a destination. */
  public QueuedDelivery(
      PoolDelivery delivery,
      Destination destination,
      DeliveryQueue queue,
      ChangeObjects objects,
      Clock clock,
      FunctionLog log) {
    this.delivery = requireNonNull(delivery);
    this.undelivered = new Undelivered(destination, queue, objects, log);
    this.clock = requireNonNull(clock);
  }

  @Override
  public void refresh() {
    delivery.refresh();
  }

  @Override
  public boolean wanted(IdentityPoolId identityPoolId) {
    return delivery.wanted(identityPoolId);
  }

  @Override
  public void deliver(List<OutwardChange> changes) {
    Instant startingUntil = clock.instant().plus(STARTING_TIME);
    Map<IdentityPoolId, List<OutwardChange>> byPool =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    change -> change.dataset().identity().identityPoolId(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    pools.forEach(
        byPool.entrySet(), pool -> deliver(pool.getKey(), pool.getValue(), startingUntil));
  }

  private void deliver(
      IdentityPoolId identityPoolId, List<OutwardChange> changes, Instant startingUntil) {
    Instant now = clock.instant();
    if (now.isBefore(brokenUntil.getOrDefault(identityPoolId, Instant.MIN))) {
      undelivered.queue(identityPoolId, changes, "The delivery before failed.");
    } else if (now.isAfter(startingUntil)) {
      undelivered.queue(identityPoolId, changes, "Other pools took too long.");
    } else {
      deliver(identityPoolId, changes);
    }
  }

  private void deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
    switch (attempt(identityPoolId, changes)) {
      case DeliveryResult.Delivered _, DeliveryResult.Dropped _ ->
          brokenUntil.remove(identityPoolId);
      case DeliveryResult.Deferred(List<OutwardChange> left, String reason) ->
          undelivered.queue(identityPoolId, left, reason);
      case DeliveryResult.Failed(List<OutwardChange> left, String reason) -> {
        brokenUntil.put(identityPoolId, clock.instant().plus(BROKEN_TIME));
        undelivered.queue(identityPoolId, left, reason);
      }
    }
  }

  private DeliveryResult attempt(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
    try {
      return delivery.wanted(identityPoolId)
          ? delivery.deliver(identityPoolId, changes)
          : DeliveryResult.Delivered.DELIVERED;
    } catch (RuntimeException e) {
      return new DeliveryResult.Failed(changes, e.toString());
    }
  }
}

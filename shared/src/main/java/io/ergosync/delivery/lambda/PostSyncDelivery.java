package io.ergosync.delivery.lambda;

import static java.util.Objects.requireNonNull;

import io.ergosync.cache.PoolCache;
import io.ergosync.delivery.ChangeObjects;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.PostSyncFunctions;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The PostSyncTrigger: invokes the function that a pool's events name, once for each change. Safe
 * for use by many threads.
 */
public final class PostSyncDelivery implements PoolDelivery {
  /** How long after the first invocation of a call another may start. */
  public static final Duration STARTING_TIME = Duration.ofSeconds(5);

  private final PoolCache<Optional<LambdaFunctionArn>> functions;
  private final FunctionInvocation invocation;
  private final ChangeObjects objects;
  private final Clock clock;
  private final FunctionLog log;

  /**
   * Delivery to the functions that events name.
   *
   * @param functions as they are stored; what they say is remembered for {@link PoolCache#KEPT}
   */
  public PostSyncDelivery(
      PostSyncFunctions functions,
      FunctionInvocation invocation,
      ChangeObjects objects,
      Clock clock,
      FunctionLog log) {
    this.functions = new PoolCache<>(functions::postSyncTrigger, clock);
    this.invocation = requireNonNull(invocation);
    this.objects = requireNonNull(objects);
    this.clock = requireNonNull(clock);
    this.log = requireNonNull(log);
  }

  @Override
  public void refresh() {
    functions.forgetAll();
  }

  @Override
  public boolean wanted(IdentityPoolId identityPoolId) {
    return functions.get(identityPoolId).isPresent();
  }

  @Override
  public DeliveryResult deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
    return functions
        .get(identityPoolId)
        .map(function -> deliver(function, changes))
        .orElseGet(() -> new DeliveryResult.Dropped("There is no PostSyncTrigger."));
  }

  private DeliveryResult deliver(LambdaFunctionArn function, List<OutwardChange> changes) {
    Instant startingUntil = clock.instant().plus(STARTING_TIME);
    List<OutwardChange> left = new ArrayList<>();
    Handover last = Handover.Taken.TAKEN;
    int tried = 0;
    while (tried < changes.size() && !(last instanceof Handover.Failed)) {
      OutwardChange change = changes.get(tried);
      last =
          clock.instant().isAfter(startingUntil)
              ? new Handover.Failed("The invocations before took too long.")
              : invoke(function, change);
      if (!(last instanceof Handover.Taken)) {
        left.add(change);
      }
      tried++;
    }
    left.addAll(changes.subList(tried, changes.size()));
    count(function, changes.size() - left.size());
    return switch (last) {
      case Handover.Failed(String reason) -> new DeliveryResult.Failed(left, reason);
      case Handover.Taken _, Handover.TooLarge _ ->
          left.isEmpty()
              ? DeliveryResult.Delivered.DELIVERED
              : new DeliveryResult.Deferred(left, "The event is too large for Lambda's queue.");
    };
  }

  private void count(LambdaFunctionArn function, int sent) {
    if (sent > 0) {
      log.write(
          LogLine.info("Changes were handed to the PostSyncTrigger.")
              .with("postSyncTrigger", function)
              .counting(Metric.EVENTS_SENT, sent));
    }
  }

  private Handover invoke(LambdaFunctionArn function, OutwardChange change) {
    try {
      SdkBytes event = SdkBytes.fromUtf8String(PostSyncEvent.of(change, records(change)));
      if (event.asByteArrayUnsafe().length > FunctionInvocation.PAYLOAD_BYTES_MAX) {
        leaveOut(function, change);
        return Handover.Taken.TAKEN;
      }
      return invocation.invoke(function, event);
    } catch (SdkException e) {
      return new Handover.Failed(e.toString());
    }
  }

  private List<ChangedRecord> records(OutwardChange change) {
    return switch (change.records()) {
      case ChangedRecords.Here(List<ChangedRecord> records) -> records;
      case ChangedRecords.Stored stored -> objects.get(stored);
    };
  }

  private void leaveOut(LambdaFunctionArn function, OutwardChange change) {
    log.write(
        LogLine.error("A change is larger than the event that Lambda takes, and is left out.")
            .with("postSyncTrigger", function)
            .with("identityPoolId", change.dataset().identity().identityPoolId())
            .with("identityId", change.dataset().identity().identityId())
            .with("datasetName", change.dataset().datasetName())
            .with("syncCount", change.syncCount()));
  }
}

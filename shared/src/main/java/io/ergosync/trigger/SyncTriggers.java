package io.ergosync.trigger;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.SyncTrigger;
import java.time.Clock;
import java.util.Optional;

/** The SyncTriggers of the pools. Safe for use by many threads. */
public final class SyncTriggers {
  private final CognitoEvents events;
  private final CustomerFunctions functions;
  private final Clock clock;

  /**
   * The triggers that events name.
   *
   * @param events asked at every update, so that it had better remember
   * @param clock to end an update in time
   */
  public SyncTriggers(CognitoEvents events, CustomerFunctions functions, Clock clock) {
    this.events = requireNonNull(events);
    this.functions = requireNonNull(functions);
    this.clock = requireNonNull(clock);
  }

  /** The trigger for one update of a dataset that begins now; empty if its pool has none. */
  public Optional<SyncTrigger> of(DatasetId dataset) {
    return events
        .syncTrigger(dataset.identity().identityPoolId())
        .map(function -> trigger(dataset, function));
  }

  private SyncTrigger trigger(DatasetId dataset, LambdaFunctionArn function) {
    return new FunctionTrigger(dataset, function, functions, clock);
  }
}

package io.ergosync.storage;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bulk publishes of a plain map for the tests of operations; the contract suite proves it. */
public final class InMemoryBulkPublishStorage implements BulkPublishStorage {
  private final Map<IdentityPoolId, BulkPublishState> states = new HashMap<>();
  private final Map<IdentityPoolId, BulkPublishProgress> progresses = new HashMap<>();
  private final Clock clock;

  public InMemoryBulkPublishStorage(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized BulkPublishState state(IdentityPoolId identityPoolId) {
    return states.getOrDefault(identityPoolId, BulkPublishState.NotStarted.NOT_STARTED);
  }

  @Override
  public synchronized BulkPublishState.InProgress start(
      IdentityPoolId identityPoolId, String runId) {
    if (state(identityPoolId) instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
      return run;
    }
    BulkPublishState.InProgress started = state(identityPoolId).start(runId, now());
    states.put(identityPoolId, started);
    progresses.put(identityPoolId, BulkPublishProgress.START);
    return started;
  }

  @Override
  public synchronized Optional<BulkPublishProgress> progress(
      IdentityPoolId identityPoolId, String runId) {
    return state(identityPoolId) instanceof BulkPublishState.InProgress run && run.isRun(runId)
        ? Optional.of(progresses.get(identityPoolId))
        : Optional.empty();
  }

  @Override
  public synchronized boolean advance(
      IdentityPoolId identityPoolId,
      String runId,
      BulkPublishProgress from,
      BulkPublishProgress to) {
    boolean there = progress(identityPoolId, runId).equals(Optional.of(from));
    if (there) {
      progresses.put(identityPoolId, to);
    }
    return there;
  }

  @Override
  public synchronized boolean succeed(IdentityPoolId identityPoolId, String runId) {
    if (state(identityPoolId) instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
      states.put(identityPoolId, new BulkPublishState.Succeeded(runId, run.startTime(), now()));
    }
    return state(identityPoolId).isRun(runId)
        && state(identityPoolId) instanceof BulkPublishState.Succeeded;
  }

  @Override
  public synchronized boolean fail(IdentityPoolId identityPoolId, String runId, String message) {
    if (state(identityPoolId) instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
      states.put(identityPoolId, new BulkPublishState.Failed(runId, run.startTime(), message));
    }
    return state(identityPoolId).isRun(runId)
        && state(identityPoolId) instanceof BulkPublishState.Failed;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

package io.ergosync.storage;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Bulk publishes of a plain map for the tests of operations; the contract suite proves it. */
public final class InMemoryBulkPublishStorage implements BulkPublishStorage {
  private final Map<IdentityPoolId, BulkPublishState> states = new HashMap<>();
  private final Map<IdentityPoolId, BulkPublishProgress> progresses = new HashMap<>();
  private final Map<IdentityPoolId, Integer> attempts = new HashMap<>();
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
      IdentityPoolId identityPoolId, String runId, BulkPublishState.Target target) {
    if (state(identityPoolId) instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
      return run;
    }
    BulkPublishState.InProgress started = state(identityPoolId).start(runId, target, now());
    states.put(identityPoolId, started);
    advance(identityPoolId, BulkPublishProgress.START);
    return started;
  }

  private void advance(IdentityPoolId identityPoolId, BulkPublishProgress to) {
    progresses.put(identityPoolId, to);
    attempts.put(identityPoolId, 0);
  }

  @Override
  public synchronized Attempt attempt(IdentityPoolId identityPoolId, String runId) {
    if (!(state(identityPoolId) instanceof BulkPublishState.InProgress run) || !run.isRun(runId)) {
      return Attempt.NotUnderWay.NOT_UNDER_WAY;
    }
    if (attempts.merge(identityPoolId, 1, Integer::sum) > BulkPublishProgress.ATTEMPTS_MAX) {
      BulkPublishState.Failed end = BulkPublishState.withoutProgress(run);
      states.put(identityPoolId, end);
      return new Attempt.TooMany(end);
    }
    return new Attempt.Begun(run, progresses.get(identityPoolId));
  }

  @Override
  public synchronized boolean advance(
      IdentityPoolId identityPoolId,
      String runId,
      BulkPublishProgress from,
      BulkPublishProgress to) {
    boolean there =
        state(identityPoolId) instanceof BulkPublishState.InProgress run
            && run.isRun(runId)
            && progresses.get(identityPoolId).equals(from);
    if (there) {
      advance(identityPoolId, to);
    }
    return there;
  }

  @Override
  public synchronized boolean succeed(IdentityPoolId identityPoolId, String runId) {
    if (state(identityPoolId) instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
      states.put(
          identityPoolId,
          new BulkPublishState.Succeeded(runId, run.target(), run.startTime(), now()));
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

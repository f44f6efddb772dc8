package io.ergosync.functions.streams;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.BulkPublishQueue;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.streams.PublishedDatasets.Published;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.BulkPublishStorage.Attempt;
import io.ergosync.storage.PoolDatasets;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes all datasets of a pool to its stream, some in each invocation. How far the run came is
 * stored only after a page of datasets was published, so that a worker which ends anywhere leaves
 * none out; the page is published again then. Safe for use by many threads and processes.
 */
public final class BulkPublishWorker {
  /** How long an invocation goes on with further pages. */
  public static final Duration WORKING_TIME = Duration.ofSeconds(20);

  /** The datasets of a page: few enough for the memory, whatever their size. */
  static final int PAGE_MAX = 8;

  /** How long a run rests that came some way and then met a failure that may pass. */
  static final Duration REST = Duration.ofSeconds(10);

  /** Where datasets are put. An implementation is safe for use by many threads. */
  @FunctionalInterface
  public interface Streams {
    /**
     * Puts changes of a pool to a stream, with a few attempts within some seconds; they are dropped
     * if it is no longer the pool's.
     *
     * @throws RuntimeException if it is unknown which of them were put
     */
    DeliveryResult deliver(
        IdentityPoolId identityPoolId, Target target, List<OutwardChange> changes);
  }

  private final BulkPublishStorage runs;
  private final PoolDatasets pools;
  private final PublishedDatasets datasets;
  private final Streams streams;
  private final BulkPublishQueue queue;
  private final Clock clock;
  private final FunctionLog log;

  /**
   * A worker.
   *
   * @param queue where what is left over after {@link #WORKING_TIME} is handed to the next one
   */
  public BulkPublishWorker(
      BulkPublishStorage runs,
      PoolDatasets pools,
      PublishedDatasets datasets,
      Streams streams,
      BulkPublishQueue queue,
      Clock clock,
      FunctionLog log) {
    this.runs = requireNonNull(runs);
    this.pools = requireNonNull(pools);
    this.datasets = requireNonNull(datasets);
    this.streams = requireNonNull(streams);
    this.queue = requireNonNull(queue);
    this.clock = requireNonNull(clock);
    this.log = requireNonNull(log);
  }

  /**
   * Goes on with a run from where it stands; does nothing if it has ended. A run that had {@link
   * BulkPublishProgress#ATTEMPTS_MAX} attempts since it last came further ends FAILED.
   *
   * @throws RuntimeException if nothing could be published now; the message has to come again
   */
  public void goOn(BulkPublishMessage run) {
    Instant workingUntil = clock.instant().plus(WORKING_TIME);
    switch (runs.attempt(run.identityPoolId(), run.runId())) {
      case Attempt.Begun(BulkPublishState.InProgress(_, Target target, _), var progress) ->
          goOn(new Slice(run, target, progress), workingUntil);
      case Attempt.TooMany(BulkPublishState.Failed end) -> logFailure(run, end.failureMessage());
      case Attempt.NotUnderWay _ -> {}
    }
  }

  private void goOn(Slice slice, Instant workingUntil) {
    try {
      while (slice.goesOn()) {
        if (clock.instant().isAfter(workingUntil)) {
          slice.handOn();
          return;
        }
        slice.page();
      }
    } catch (RuntimeException e) {
      slice.rest(e);
    } finally {
      slice.report();
    }
  }

  private void fail(BulkPublishMessage run, String reason) {
    if (runs.fail(run.identityPoolId(), run.runId(), reason)) {
      logFailure(run, reason);
    }
  }

  private void logFailure(BulkPublishMessage run, String reason) {
    log.write(about(LogLine.warn("A bulk publish failed."), run).with("reason", reason));
  }

  private static LogLine about(LogLine line, BulkPublishMessage run) {
    return line.with("identityPoolId", run.identityPoolId()).with("runId", run.runId());
  }

  /** What one invocation does of a run. Not safe for use by many threads. */
  private final class Slice {
    private final BulkPublishMessage run;
    private final Target target;
    private final BulkPublishProgress start;
    private BulkPublishProgress progress;
    private boolean ended;

    Slice(BulkPublishMessage run, Target target, BulkPublishProgress start) {
      this.run = run;
      this.target = target;
      this.start = start;
      this.progress = start;
    }

    boolean goesOn() {
      return !ended;
    }

    /** Publishes the next page. */
    void page() {
      PoolDatasets.Page page = pools.page(run.identityPoolId(), progress.cursor(), PAGE_MAX);
      List<OutwardChange> changes = new ArrayList<>();
      int unreadable = 0;
      for (Published published : datasets.of(page.datasets())) {
        switch (published) {
          case Published.Whole(OutwardChange change) -> changes.add(change);
          case Published.Unreadable left -> {
            unreadable++;
            logUnreadable(left);
          }
        }
      }
      if (changes.isEmpty() || published(changes)) {
        advance(page.next(), changes.size(), unreadable);
      }
    }

    private void logUnreadable(Published.Unreadable left) {
      log.write(
          about(LogLine.error("A dataset cannot be read and is left out."), run)
              .with("identityId", left.dataset().identity().identityId())
              .with("datasetName", left.dataset().datasetName())
              .with("reason", left.reason())
              .countingCorruption(left.reason()));
    }

    /** Whether all were published; false if the run has ended because they never can be. */
    private boolean published(List<OutwardChange> changes) {
      return switch (streams.deliver(run.identityPoolId(), target, changes)) {
        case DeliveryResult.Delivered _ -> true;
        case DeliveryResult.Dropped(String reason) -> {
          fail(run, reason);
          ended = true;
          yield false;
        }
        case DeliveryResult.Deferred(List<OutwardChange> _, String reason) ->
            throw new UndeliveredException(reason);
        case DeliveryResult.Failed(List<OutwardChange> _, String reason) ->
            throw new UndeliveredException(reason);
      };
    }

    private void advance(Optional<String> cursor, int published, int unreadable) {
      BulkPublishProgress next =
          progress.to(cursor.orElse(progress.cursor()), published, unreadable);
      if (cursor.isEmpty()) {
        end(next);
        progress = next;
        ended = true;
      } else if (runs.advance(run.identityPoolId(), run.runId(), progress, next)) {
        progress = next;
      } else {
        // Another worker is further, and goes on alone; or somebody ended the run.
        ended = true;
      }
    }

    private void end(BulkPublishProgress all) {
      if (all.unreadable() == 0) {
        runs.succeed(run.identityPoolId(), run.runId());
      } else {
        fail(
            run,
            "%s of %s datasets could not be read and were left out; the log of BulkPublishWorker names them. All others were published."
                .formatted(all.unreadable(), all.datasets() + all.unreadable()));
      }
    }

    /** Leaves what is left to the next invocation. */
    void handOn() {
      queue.send(run.identityPoolId(), run.runId());
    }

    /** A run that came some way goes on by a new message, whose pauses begin anew. */
    void rest(RuntimeException failure) {
      if (progress.equals(start)) {
        throw failure;
      }
      log.write(about(LogLine.warn("A bulk publish rests."), run).with("reason", failure));
      queue.send(run.identityPoolId(), run.runId(), REST);
    }

    void report() {
      log.write(
          about(LogLine.info("Datasets were published."), run)
              .with("datasetsSoFar", progress.datasets())
              .counting(Metric.DATASETS_PUBLISHED, progress.datasets() - start.datasets()));
    }
  }
}

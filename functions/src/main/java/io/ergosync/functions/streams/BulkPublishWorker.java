package io.ergosync.functions.streams;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.BulkPublishQueue;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.PoolDatasets;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  private final BulkPublishStorage runs;
  private final PoolDatasets pools;
  private final PublishedDatasets datasets;
  private final PoolDelivery streams;
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
      PoolDelivery streams,
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
   * Goes on with a run from where it stands; does nothing if it has ended.
   *
   * @throws RuntimeException if nothing could be published now; the message has to come again
   */
  public void goOn(BulkPublishMessage run) {
    Instant workingUntil = clock.instant().plus(WORKING_TIME);
    runs.progress(run.identityPoolId(), run.runId())
        .ifPresent(start -> {
          Slice slice = new Slice(run, start);
          try {
            while (slice.goesOn()) {
              if (clock.instant().isAfter(workingUntil)) {
                queue.send(run.identityPoolId(), run.runId());
                return;
              }
              slice.page();
            }
          } catch (RuntimeException e) {
            slice.rest(e);
          } finally {
            slice.tell();
          }
        });
  }

  /** Ends a run that could not go on for too long. */
  public void giveUp(BulkPublishMessage run) {
    fail(
        run,
        "Datasets could not be published in many attempts; the log of BulkPublishWorker says why.");
  }

  private void fail(BulkPublishMessage run, String reason) {
    if (runs.fail(run.identityPoolId(), run.runId(), reason)) {
      log.write(about(LogLine.warn("A bulk publish failed."), run).with("reason", reason));
    }
  }

  private static LogLine about(LogLine line, BulkPublishMessage run) {
    return line.with("identityPoolId", run.identityPoolId()).with("runId", run.runId());
  }

  /** What one invocation does of a run. Not safe for use by many threads. */
  private final class Slice {
    private final BulkPublishMessage run;
    private final BulkPublishProgress start;
    private BulkPublishProgress progress;
    private boolean ended;

    Slice(BulkPublishMessage run, BulkPublishProgress start) {
      this.run = run;
      this.start = start;
      this.progress = start;
    }

    boolean goesOn() {
      return !ended;
    }

    /** Publishes the next page. */
    void page() {
      PoolDatasets.Page page = pools.page(run.identityPoolId(), progress.cursor(), PAGE_MAX);
      List<OutwardChange> changes = datasets.of(page.datasets());
      if (changes.isEmpty() || published(changes)) {
        advance(page.next(), changes.size());
      }
    }

    /** Whether all were published; false if the run has ended because they never can be. */
    private boolean published(List<OutwardChange> changes) {
      return switch (streams.deliver(run.identityPoolId(), changes)) {
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

    private void advance(Optional<String> cursor, int published) {
      BulkPublishProgress next = progress.to(cursor.orElse(progress.cursor()), published);
      if (cursor.isEmpty()) {
        runs.succeed(run.identityPoolId(), run.runId());
        progress = next;
        ended = true;
      } else if (runs.advance(run.identityPoolId(), run.runId(), progress, next)) {
        progress = next;
      } else {
        // Another worker is further, and goes on alone; or somebody ended the run.
        ended = true;
      }
    }

    /** A run that came some way begins its count of failures anew. */
    void rest(RuntimeException failure) {
      if (progress.equals(start)) {
        throw failure;
      }
      log.write(about(LogLine.warn("A bulk publish rests."), run).with("reason", failure));
      queue.send(run.identityPoolId(), run.runId(), REST);
    }

    void tell() {
      log.write(
          about(LogLine.info("Datasets were published."), run)
              .with("datasetsSoFar", progress.datasets())
              .counting(Metric.DATASETS_PUBLISHED, progress.datasets() - start.datasets()));
    }
  }
}

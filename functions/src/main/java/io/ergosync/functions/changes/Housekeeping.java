package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.change.Patch;
import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.BulkPublishStarted;
import io.ergosync.change.TableChange.ChunkWritten;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.change.TableChange.DatasetDeleted;
import io.ergosync.change.TableChange.LargeValueReplaced;
import io.ergosync.change.TableChange.NoConsequence;
import io.ergosync.delivery.BulkPublishQueue;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.CountSize;
import io.ergosync.delivery.RefusedMessages;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetSize;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.UsageCounting;
import io.ergosync.telemetry.Corruption;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the table itself needs after changes. All of it may be repeated. Chunks, and what got late
 * into an ended life of a dataset, are collected when every function that could still be writing
 * them has long ended: hence the delay, which is longer than any function's timeout.
 *
 * <p>What fails waits in the delivery queue, so that the batch does not come again: those outside
 * have been notified of it by then.
 */
final class Housekeeping {
  /** How long a chore that failed waits in the queue. */
  static final Duration RETRY_DELAY = Duration.ofSeconds(30);

  /**
   * How long after the start of a batch something may still be begun; the rest waits in the queue.
   * With the longest that one takes it stays below the function's timeout of 120 seconds, after
   * which all would come again.
   */
  static final Duration STARTING_TIME = Duration.ofSeconds(60);

  private final DatasetHousekeeping datasets;
  private final UsageCounting usage;
  private final DeliveryQueue queue;
  private final BulkPublishQueue bulkPublishes;
  private final RefusedMessages refused;
  private final Clock clock;
  private final FunctionLog log;

  /**
   * The housekeeping of a table.
   *
   * @param refused where chores go of datasets that contradict themselves
   */
  Housekeeping(
      DatasetHousekeeping datasets,
      UsageCounting usage,
      DeliveryQueue queue,
      BulkPublishQueue bulkPublishes,
      RefusedMessages refused,
      Clock clock,
      FunctionLog log) {
    this.datasets = requireNonNull(datasets);
    this.usage = requireNonNull(usage);
    this.queue = requireNonNull(queue);
    this.bulkPublishes = requireNonNull(bulkPublishes);
    this.refused = requireNonNull(refused);
    this.clock = requireNonNull(clock);
    this.log = requireNonNull(log);
  }

  /** What became of something that was to be done. */
  private enum Outcome {
    DONE,
    /** It is to be tried again. */
    LATER,
    /** Its dataset contradicts itself: it cannot be done before somebody mends that. */
    NEVER
  }

  /**
   * Does what follows from changes, in their order, and has what fails done later. It stops only
   * where not even a queue takes what is to be done.
   */
  Progress after(List<TableChange> changes) {
    Batch batch = new Batch(NewestSizes.of(changes), clock.instant().plus(STARTING_TIME));
    Progress progress = Progress.Complete.COMPLETE;
    for (int index = 0;
        index < changes.size() && !(progress instanceof Progress.Stopped);
        index++) {
      try {
        batch.after(changes.get(index), index);
      } catch (RuntimeException e) {
        progress = new Progress.Stopped(index, e);
      }
    }
    try {
      queue.send(List.copyOf(batch.counts), RETRY_DELAY);
      queue.send(List.copyOf(batch.collections.values()), DeliveryQueue.DELAY_MAX);
      return progress;
    } catch (RuntimeException e) {
      return new Progress.Stopped(batch.firstChoreIndex, e);
    }
  }

  /** Chunks that are written, used and collected together. */
  private record ChunksKey(DatasetId dataset, long generation, String chunksId) {}

  /** One batch on its way, with the chores that it leaves. */
  private final class Batch {
    private final NewestSizes newestSizes;
    private final Instant startingUntil;
    private final List<CountSize> counts = new ArrayList<>();
    // The slices of one patch come as several records: one chore is enough for them.
    private final Map<Object, QueueMessage> collections = new LinkedHashMap<>();
    private int firstChoreIndex = -1;

    private Batch(NewestSizes newestSizes, Instant startingUntil) {
      this.newestSizes = newestSizes;
      this.startingUntil = startingUntil;
    }

    private void after(TableChange change, int index) {
      switch (change) {
        case DatasetCommitted commit -> {
          if (commit.resized()) {
            count(
                index,
                new DatasetSize(
                    commit.dataset(), commit.revision(), commit.dataBytes(), commit.date()));
          }
          switch (commit.patch()) {
            case Patch.Chunked(String chunksId, int _) -> settle(index, commit, chunksId);
            case Patch.Inline _ -> {}
          }
        }
        case DatasetDeleted deletion -> {
          count(
              index, new DatasetSize(deletion.dataset(), deletion.revision(), 0, deletion.date()));
          remove(index, new CollectGeneration(deletion.dataset(), deletion.endedGeneration()));
        }
        case ChunkWritten chunk ->
            collect(
                index,
                new CollectChunks(
                    chunk.dataset(),
                    chunk.generation(),
                    chunk.chunksId(),
                    chunk.date().plus(CollectChunks.STREAM_AGE_MAX),
                    false));
        case LargeValueReplaced value -> {
          CollectChunks chore =
              new CollectChunks(
                  value.dataset(), value.generation(), value.chunksId(), Instant.EPOCH, false);
          if (outcome(
                  chore,
                  () ->
                      datasets.removeChunks(value.dataset(), value.generation(), value.chunksId()))
              == Outcome.LATER) {
            collect(index, chore);
          }
        }
        case BulkPublishStarted run -> bulkPublishes.send(run.identityPoolId(), run.runId());
        case NoConsequence _ -> {}
      }
    }

    private void count(int index, DatasetSize size) {
      CountSize chore = new CountSize(size);
      if (newestSizes.has(size) && outcome(chore, () -> usage.count(size)) == Outcome.LATER) {
        counts.add(chore);
        noteChore(index);
      }
    }

    /** Those outside have the records by now: only this batch may still ask for the chunks. */
    private void settle(int index, DatasetCommitted commit, String chunksId) {
      CollectChunks chore =
          new CollectChunks(commit.dataset(), commit.generation(), chunksId, commit.date(), false);
      // Whether another request was faster is no matter: its own commit comes next.
      if (outcome(chore, () -> datasets.settle(commit.dataset())) != Outcome.NEVER) {
        collect(index, chore);
      }
    }

    private void remove(int index, CollectGeneration chore) {
      if (outcome(chore, () -> datasets.removeGeneration(chore.dataset(), chore.generation()))
          != Outcome.NEVER) {
        collections.put(chore, chore);
        noteChore(index);
      }
    }

    private void collect(int index, CollectChunks chore) {
      collections.merge(
          new ChunksKey(chore.dataset(), chore.generation(), chore.chunksId()),
          chore,
          (one, other) ->
              ((CollectChunks) one).neededUntil().isAfter(chore.neededUntil()) ? other : one);
      noteChore(index);
    }

    private void noteChore(int index) {
      firstChoreIndex = firstChoreIndex < 0 ? index : firstChoreIndex;
    }

    /**
     * Does something, unless it fails or there is no time.
     *
     * @param chore what is left to do then
     */
    private Outcome outcome(QueueMessage chore, Runnable action) {
      if (clock.instant().isAfter(startingUntil)) {
        return Outcome.LATER;
      }
      try {
        action.run();
        return Outcome.DONE;
      } catch (RuntimeException e) {
        if (Corruption.causes(e)) {
          refused.keep(chore, e.toString());
          log.write(
              about(
                      LogLine.error("A dataset contradicts itself; its chore is kept elsewhere."),
                      chore,
                      e)
                  .countingCorruption(e)
                  .counting(Metric.MESSAGES_REFUSED, 1));
          return Outcome.NEVER;
        }
        log.write(about(LogLine.warn("A chore failed; it waits in the queue."), chore, e));
        return Outcome.LATER;
      }
    }
  }

  private static LogLine about(LogLine line, QueueMessage chore, RuntimeException e) {
    return line.with("chore", chore).withStackTrace(e);
  }
}

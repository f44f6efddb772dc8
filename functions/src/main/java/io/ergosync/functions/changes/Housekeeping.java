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
import io.ergosync.domain.DatasetSize;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.UsageCounting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the table itself needs after changes. All of it may be repeated. Chunks, and what got late
 * into an ended life of a dataset, are collected when every function that could still be writing
 * them has long ended: hence the delay, which is longer than any function's timeout.
 */
final class Housekeeping {
  private final DatasetHousekeeping datasets;
  private final UsageCounting usage;
  private final DeliveryQueue queue;
  private final BulkPublishQueue bulkPublishes;

  Housekeeping(
      DatasetHousekeeping datasets,
      UsageCounting usage,
      DeliveryQueue queue,
      BulkPublishQueue bulkPublishes) {
    this.datasets = requireNonNull(datasets);
    this.usage = requireNonNull(usage);
    this.queue = requireNonNull(queue);
    this.bulkPublishes = requireNonNull(bulkPublishes);
  }

  /** Does what follows from changes, in their order, up to the first that it fails with. */
  Progress after(List<TableChange> changes) {
    NewestSizes newestSizes = NewestSizes.of(changes);
    // The slices of one patch come as several records: one chore is enough for them.
    Set<QueueMessage> chores = new LinkedHashSet<>();
    Progress progress = Progress.Complete.COMPLETE;
    for (int index = 0;
        index < changes.size() && !(progress instanceof Progress.Stopped);
        index++) {
      try {
        after(changes.get(index), newestSizes, chores);
      } catch (RuntimeException e) {
        progress = new Progress.Stopped(index, e);
      }
    }
    try {
      queue.send(List.copyOf(chores), DeliveryQueue.DELAY_MAX);
      return progress;
    } catch (RuntimeException e) {
      return new Progress.Stopped(0, e);
    }
  }

  private void after(TableChange change, NewestSizes newestSizes, Set<QueueMessage> chores) {
    switch (change) {
      case DatasetCommitted commit -> {
        if (commit.resized()) {
          count(
              new DatasetSize(
                  commit.dataset(), commit.revision(), commit.dataBytes(), commit.date()),
              newestSizes);
        }
        switch (commit.patch()) {
          // Whether another request was faster is no matter: its own commit comes next.
          case Patch.Chunked _ -> datasets.settle(commit.dataset());
          case Patch.Inline _ -> {}
        }
      }
      case DatasetDeleted deletion -> {
        count(
            new DatasetSize(deletion.dataset(), deletion.revision(), 0, deletion.date()),
            newestSizes);
        datasets.removeGeneration(deletion.dataset(), deletion.endedGeneration());
        chores.add(new CollectGeneration(deletion.dataset(), deletion.endedGeneration()));
      }
      case ChunkWritten chunk ->
          chores.add(
              new CollectChunks(chunk.dataset(), chunk.generation(), chunk.chunksId(), false));
      case LargeValueReplaced value ->
          datasets.removeChunks(value.dataset(), value.generation(), value.chunksId());
      case BulkPublishStarted run -> bulkPublishes.send(run.identityPoolId(), run.runId());
      case NoConsequence _ -> {}
    }
  }

  private void count(DatasetSize size, NewestSizes newestSizes) {
    if (newestSizes.has(size)) {
      usage.count(size);
    }
  }
}

package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.WrittenChunks;
import java.time.Clock;
import java.util.List;

/**
 * Removes chunks that nothing needs. Those of a value are removed only when they were found unused
 * twice, with a message's delay between: a process that began before the first look, and might
 * still make something point at them, has ended by the second. Those of a patch are removed only
 * when no reader of the table's stream can ask for them any more. Safe for use by many threads.
 */
final class ChunkCollection {
  private final DatasetHousekeeping datasets;
  private final WrittenChunks chunks;
  private final DeliveryQueue queue;
  private final Clock clock;

  ChunkCollection(
      DatasetHousekeeping datasets, WrittenChunks chunks, DeliveryQueue queue, Clock clock) {
    this.datasets = requireNonNull(datasets);
    this.chunks = requireNonNull(chunks);
    this.queue = requireNonNull(queue);
    this.clock = requireNonNull(clock);
  }

  /** Decides about chunks, or has it done later. */
  void collect(CollectChunks message) {
    if (!chunks.exist(message.dataset(), message.generation(), message.chunksId())) {
      return;
    }
    switch (datasets.chunkUse(message.dataset(), message.generation(), message.chunksId())) {
      case VALUE -> {}
      case UNDECIDED -> {
        // A dataset that nobody updates any more would stay undecided for ever.
        datasets.settleAll(message.dataset());
        again(message, false);
      }
      case UNUSED -> {
        if (message.foundUnused()) {
          remove(message);
        } else {
          again(message, true);
        }
      }
      case ABANDONED -> {
        if (clock.instant().isBefore(message.neededUntil())) {
          again(message, false);
        } else {
          remove(message);
        }
      }
    }
  }

  private void again(CollectChunks message, boolean foundUnused) {
    queue.send(
        List.of(
            new CollectChunks(
                message.dataset(),
                message.generation(),
                message.chunksId(),
                message.neededUntil(),
                foundUnused)),
        DeliveryQueue.DELAY_MAX);
  }

  private void remove(CollectChunks message) {
    datasets.removeChunks(message.dataset(), message.generation(), message.chunksId());
  }
}

package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.domain.DatasetId;
import io.ergosync.storage.DatasetHousekeeping;
import java.util.List;

/**
 * Removes chunks that nothing needs. Those of a value are removed only when they were found unused
 * twice, with a message's delay between: a process that began before the first look, and might
 * still make something point at them, has ended by the second. Safe for use by many threads.
 */
final class ChunkCollection {
  private final DatasetHousekeeping datasets;
  private final DeliveryQueue queue;

  ChunkCollection(DatasetHousekeeping datasets, DeliveryQueue queue) {
    this.datasets = requireNonNull(datasets);
    this.queue = requireNonNull(queue);
  }

  /** Decides about chunks, or has it done later. */
  void collect(CollectChunks message) {
    switch (datasets.chunkUse(message.dataset(), message.generation(), message.chunksId())) {
      case VALUE -> {}
      case UNDECIDED -> {
        // A dataset that nobody updates any more would stay undecided for ever.
        datasets.settleAll(message.dataset());
        again(message, false);
      }
      case UNUSED -> {
        if (message.foundUnused()) {
          remove(message.dataset(), message.generation(), message.chunksId());
        } else {
          again(message, true);
        }
      }
      case ABANDONED -> remove(message.dataset(), message.generation(), message.chunksId());
    }
  }

  private void again(CollectChunks message, boolean foundUnused) {
    queue.send(
        List.of(
            new CollectChunks(
                message.dataset(), message.generation(), message.chunksId(), foundUnused)),
        DeliveryQueue.DELAY_MAX);
  }

  private void remove(DatasetId dataset, long generation, String chunksId) {
    datasets.removeChunks(dataset, generation, chunksId);
  }
}

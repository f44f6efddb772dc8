package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.RegisteredDevice;

/** What waits in the delivery queue: a delivery that failed, or a chore that is not yet due. */
public sealed interface QueueMessage {
  /** A change that could not be delivered. */
  record UndeliveredChange(Destination destination, OutwardChange change) implements QueueMessage {
    public UndeliveredChange {
      requireNonNull(destination);
      requireNonNull(change);
    }

    /** Where it was to go. */
    public enum Destination {
      KINESIS,
      POST_SYNC_TRIGGER
    }
  }

  /** A device that could not be told that a dataset has a new sync count. */
  record UndeliveredPush(DatasetId dataset, long syncCount, RegisteredDevice device)
      implements QueueMessage {
    public UndeliveredPush {
      requireNonNull(dataset);
      requireNonNull(device);
    }
  }

  /**
   * Chunks that are to be removed if they are not used.
   *
   * @param foundUnused whether they were found unused a message's delay ago
   */
  record CollectChunks(DatasetId dataset, long generation, String chunksId, boolean foundUnused)
      implements QueueMessage {
    public CollectChunks {
      requireNonNull(dataset);
      requireNonNull(chunksId);
    }
  }

  /** What may have got late into a life of a dataset that ended. */
  record CollectGeneration(DatasetId dataset, long generation) implements QueueMessage {
    public CollectGeneration {
      requireNonNull(dataset);
    }
  }
}

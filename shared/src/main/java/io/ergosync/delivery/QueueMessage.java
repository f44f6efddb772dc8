package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.RegisteredDevice;
import java.time.Duration;
import java.time.Instant;

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

  /**
   * A device that could not be notified that a dataset has a new sync count.
   *
   * @param date when that failed first, to the millisecond
   */
  record UndeliveredPush(DatasetId dataset, long syncCount, RegisteredDevice device, Instant date)
      implements QueueMessage {
    public UndeliveredPush {
      requireNonNull(dataset);
      requireNonNull(device);
      requireNonNull(date);
    }
  }

  /**
   * Chunks that are to be removed if they are not used.
   *
   * @param neededUntil until when a reader of the table's stream may still ask for those of a
   *     patch; to the millisecond
   * @param foundUnused whether they were found unused a message's delay ago
   */
  record CollectChunks(
      DatasetId dataset, long generation, String chunksId, Instant neededUntil, boolean foundUnused)
      implements QueueMessage {
    /** The table's stream keeps a record for a day; with the time that its writer may take. */
    public static final Duration STREAM_AGE_MAX = Duration.ofHours(25);

    public CollectChunks {
      requireNonNull(dataset);
      requireNonNull(chunksId);
      requireNonNull(neededUntil);
    }
  }

  /** What may have got late into a life of a dataset that ended. */
  record CollectGeneration(DatasetId dataset, long generation) implements QueueMessage {
    public CollectGeneration {
      requireNonNull(dataset);
    }
  }

  /** The size of a dataset that could not be counted; its date is to the millisecond. */
  record CountSize(DatasetSize size) implements QueueMessage {
    public CountSize {
      requireNonNull(size);
    }
  }
}

package io.ergosync.change;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.IdentityPoolId;
import java.time.Instant;

/** One write of the table, by what follows from it. */
public sealed interface TableChange {
  /**
   * An update was committed.
   *
   * @param generation the life of the dataset that it belongs to
   * @param revision that of the head, by which sizes are told apart
   * @param syncCount the count that the commit gave the dataset
   * @param deletedSyncCount the count at which the dataset was last deleted; 0 if it never was
   * @param date when the server took the update
   * @param deviceId the device that sent it; empty if it gave none
   * @param patch the records that it changed
   * @param dataBytes the size of the dataset since then
   * @param resized whether it was another before, or is the dataset's first
   */
  record DatasetCommitted(
      DatasetId dataset,
      long generation,
      long revision,
      long syncCount,
      long deletedSyncCount,
      Instant date,
      String deviceId,
      Patch patch,
      long dataBytes,
      boolean resized)
      implements TableChange {
    public DatasetCommitted {
      requireNonNull(dataset);
      requireNonNull(date);
      requireNonNull(deviceId);
      requireNonNull(patch);
    }
  }

  /**
   * A dataset was deleted.
   *
   * @param endedGeneration the life that ended with it
   * @param syncCount the count that the dataset had
   * @param date when, to the second
   */
  record DatasetDeleted(
      DatasetId dataset, long endedGeneration, long revision, long syncCount, Instant date)
      implements TableChange {
    public DatasetDeleted {
      requireNonNull(dataset);
      requireNonNull(date);
    }
  }

  /**
   * A slice was written of something too large for its item, which may never be pointed at.
   *
   * @param date when, to the second
   */
  record ChunkWritten(DatasetId dataset, long generation, String chunksId, Instant date)
      implements TableChange {
    public ChunkWritten {
      requireNonNull(dataset);
      requireNonNull(chunksId);
      requireNonNull(date);
    }
  }

  /** A settled record was replaced whose value is in slices, which nothing points at any more. */
  record LargeValueReplaced(DatasetId dataset, long generation, String chunksId)
      implements TableChange {
    public LargeValueReplaced {
      requireNonNull(dataset);
      requireNonNull(chunksId);
    }
  }

  /** A pool's bulk publish began. */
  record BulkPublishStarted(IdentityPoolId identityPoolId, String runId) implements TableChange {
    public BulkPublishStarted {
      requireNonNull(identityPoolId);
      requireNonNull(runId);
    }
  }

  /** A write that nothing follows from. */
  enum NoConsequence implements TableChange {
    NO_CONSEQUENCE
  }
}

package io.ergosync.simulation;

import io.ergosync.change.TableChange;
import io.ergosync.domain.DatasetId;

/** A piece of housekeeping: late, repeatedly and in any order is fine. */
sealed interface Chore {
  /** What follows from a change at once. */
  record Follow(TableChange change) implements Chore {}

  /**
   * Decides about chunks, some time after they were written.
   *
   * @param foundUnused whether this is the second look
   */
  record CollectChunks(DatasetId dataset, long generation, String chunksId, boolean foundUnused)
      implements Chore {}

  /** Removes what got late into an ended life of a dataset. */
  record CollectGeneration(DatasetId dataset, long generation) implements Chore {}
}

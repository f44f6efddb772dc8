package io.ergosync.storage.dynamodb;

import static java.util.Objects.requireNonNull;

/** Where a patch is that was too large for its dataset's head. */
sealed interface Overflow {
  /** There is none, or it was settled. */
  enum None implements Overflow {
    NONE
  }

  /**
   * It is in chunks.
   *
   * @param commitId the id of the chunks, unique to the attempt that wrote them
   * @param syncCount the sync count that its records have
   * @param chunkCount how many chunks there are
   */
  record Chunks(String commitId, long syncCount, int chunkCount) implements Overflow {
    public Chunks {
      requireNonNull(commitId);
    }
  }

  /** Whether these chunks belong to the overflow. */
  default boolean isIn(String chunksId) {
    return switch (this) {
      case None _ -> false;
      case Chunks chunks -> chunks.commitId().equals(chunksId);
    };
  }
}

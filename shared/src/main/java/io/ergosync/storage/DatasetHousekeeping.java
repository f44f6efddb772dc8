package io.ergosync.storage;

import io.ergosync.domain.DatasetId;

/**
 * What keeps a dataset cheap to read and its leavings away, off the request path. None of it
 * changes anything that a client can see; each may be repeated, be interrupted anywhere and run
 * beside anything else.
 */
public interface DatasetHousekeeping {
  /**
   * Moves a patch that was too large for the dataset's head item into items of its own (access
   * pattern 6).
   *
   * @return whether the dataset needs no settling any more; false means that other requests were
   *     faster
   */
  boolean settle(DatasetId id);

  /**
   * Moves everything that the dataset's head holds or points at into items of its own (access
   * pattern 6a), so that it shows which chunks are used.
   *
   * @return whether it is done; false means that other requests were faster
   */
  boolean settleAll(DatasetId id);

  /** Removes every item of a generation that deletion has ended (access pattern 7). */
  void removeGeneration(DatasetId id, long generation);

  /**
   * Removes the chunks of a patch that the dataset's head no longer points at (access pattern 8).
   */
  void removeChunks(DatasetId id, long generation, String commitId);

  /**
   * What chunks are good for, as of now (access pattern 8a): those that were written for what never
   * came to point at them are named by nothing but the stream record of their writing.
   */
  ChunkUse chunkUse(DatasetId id, long generation, String chunksId);
}

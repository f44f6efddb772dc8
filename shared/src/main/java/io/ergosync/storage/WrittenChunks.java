package io.ergosync.storage;

import io.ergosync.domain.DatasetId;

/** Which chunks are still there. An implementation is safe for use by many threads. */
@FunctionalInterface
public interface WrittenChunks {
  /** Whether any slice of chunks is there, as of now (access pattern 8c). */
  boolean exist(DatasetId dataset, long generation, String chunksId);
}

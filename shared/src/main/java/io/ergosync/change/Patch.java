package io.ergosync.change;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetRecord;
import java.util.List;

/** Where the records are that a commit changed. */
public sealed interface Patch {
  /** In the stream record itself, by key. */
  record Inline(List<DatasetRecord> records) implements Patch {
    public Inline {
      records = List.copyOf(records);
    }
  }

  /** In chunks, as long as the dataset's head points at them and for a while after. */
  record Chunked(String chunksId, int chunkCount) implements Patch {
    public Chunked {
      requireNonNull(chunksId);
    }
  }
}

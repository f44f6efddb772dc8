package io.ergosync.functions.changes;

import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.change.TableChange.DatasetDeleted;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a batch's sizes are the newest of their datasets: the others need not be counted, and
 * each count costs four write units.
 */
record NewestSizes(Map<DatasetId, Long> revisions) {
  NewestSizes {
    revisions = Map.copyOf(revisions);
  }

  static NewestSizes of(List<TableChange> changes) {
    Map<DatasetId, Long> revisions = new HashMap<>();
    for (TableChange change : changes) {
      switch (change) {
        case DatasetCommitted commit when commit.resized() ->
            revisions.merge(commit.dataset(), commit.revision(), Math::max);
        case DatasetDeleted deletion ->
            revisions.merge(deletion.dataset(), deletion.revision(), Math::max);
        case DatasetCommitted _,
            TableChange.ChunkWritten _,
            TableChange.LargeValueReplaced _,
            TableChange.BulkPublishStarted _,
            TableChange.NoConsequence _ -> {}
      }
    }
    return new NewestSizes(revisions);
  }

  /** Whether it is its dataset's newest. */
  boolean has(DatasetSize size) {
    return revisions.getOrDefault(size.dataset(), 0L) == size.revision();
  }
}

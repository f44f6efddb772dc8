package io.ergosync.storage;

import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.domain.DatasetRecord;
import java.util.List;

/** What commits changed, for those who learn of them from the table's stream. */
@FunctionalInterface
public interface CommittedPatches {
  /**
   * The records that a commit wrote, by key (access pattern 8b). Long after the commit it is those
   * of them that no later commit replaced: of the others a later change tells.
   */
  List<DatasetRecord> records(DatasetCommitted commit);
}

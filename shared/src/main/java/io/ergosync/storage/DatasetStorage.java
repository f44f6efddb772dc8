package io.ergosync.storage;

import io.ergosync.domain.Changes;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import java.util.List;
import java.util.Optional;

/**
 * Where datasets live. Each method is one row of the access patterns in docs/storage-model.md, acts
 * at one moment between its call and its return, and may be called by any number of threads and
 * processes at the same time.
 *
 * <p>What a method refuses or fails with is a {@link io.ergosync.domain.StorageException}. Any
 * other exception means that the outcome is unknown: a read may be repeated, an update may be sent
 * again with the same session.
 */
public interface DatasetStorage {
  /**
   * The changes of a dataset after a sync count (access pattern 1).
   *
   * @param afterSyncCount the count that the client knows, 0 for everything; a count above the
   *     dataset's own yields no records
   */
  Changes listChanges(DatasetId id, long afterSyncCount);

  /**
   * Applies all patches of an update or none, creating the dataset where it does not exist (access
   * pattern 2). The same update sent again with the same session is answered as it was the first
   * time.
   *
   * @throws io.ergosync.domain.StaleSyncCountException if a patch's sync count is not its record's
   * @throws io.ergosync.domain.LimitExceededException if the result would be over a limit
   * @throws io.ergosync.domain.SessionUsedException if another update used the session up
   * @throws io.ergosync.domain.ContendedException if other updates were faster too often
   */
  UpdateResult update(DatasetId id, Update update);

  /**
   * Applies an update as {@link #update(DatasetId, Update)} does, after a trigger had its say
   * (access pattern 2a). The answer has the client's patches in their order, then what the trigger
   * changed besides, by key. Limits are checked on the result.
   */
  UpdateResult update(DatasetId id, Update update, SyncTrigger trigger);

  /** What a dataset is, without its records (access pattern 3); empty if it does not exist. */
  Optional<Dataset> describe(DatasetId id);

  /**
   * Deletes a dataset with all its records (access pattern 4). Its sync count goes on if it comes
   * back.
   *
   * @return the dataset as it was
   * @throws io.ergosync.domain.DatasetNotFoundException if it does not exist
   */
  Dataset delete(DatasetId id);

  /**
   * The datasets of an identity by name (access pattern 5).
   *
   * @param afterDatasetName only names greater than this one; empty for all
   * @param countMax the most to return, at least 1
   */
  List<Dataset> listDatasets(Identity identity, String afterDatasetName, int countMax);
}

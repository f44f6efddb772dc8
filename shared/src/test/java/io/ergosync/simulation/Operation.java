package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Update;

/** What an actor asks of the storage. */
sealed interface Operation {
  /** Lists a dataset's changes. */
  record ListChanges(DatasetId id, long afterSyncCount) implements Operation {}

  /** Updates a dataset. */
  record UpdateDataset(DatasetId id, Update update) implements Operation {}

  /** Describes a dataset. */
  record Describe(DatasetId id) implements Operation {}

  /** Deletes a dataset. */
  record Delete(DatasetId id) implements Operation {}

  /** Lists the identity's datasets. */
  record ListDatasets(String afterDatasetName, int countMax) implements Operation {}

  /** Settles a dataset's overflow, or everything that its head holds. */
  record Settle(DatasetId id, boolean all) implements Operation {}

  /** Does what a change in the table asks for. */
  record Housekeep(StorageUnderTest.Chore chore) implements Operation {}
}

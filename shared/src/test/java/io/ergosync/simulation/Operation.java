package io.ergosync.simulation;

import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.Update;
import java.util.Set;

/** What an actor asks of the storage. */
sealed interface Operation {
  /** Lists a dataset's changes. */
  record ListChanges(DatasetId id, long afterSyncCount) implements Operation {}

  /** Updates a dataset past a trigger, which may have nothing to say. */
  record UpdateDataset(DatasetId id, Update update, Trigger trigger) implements Operation {}

  /** Describes a dataset. */
  record Describe(DatasetId id) implements Operation {}

  /** Deletes a dataset. */
  record Delete(DatasetId id) implements Operation {}

  /** Lists an identity's datasets. */
  record ListDatasets(Identity identity, String afterDatasetName, int countMax)
      implements Operation {}

  /** Moves a dataset under another identity. */
  record Merge(DatasetId source, Identity survivor) implements Operation {}

  /** Settles a dataset's overflow, or everything that its head holds. */
  record Settle(DatasetId id, boolean all) implements Operation {}

  /** Reads what a commit changed, as the stream reports it. */
  record ReadCommit(DatasetCommitted commit) implements Operation {}

  /**
   * Does what a change in the table asks for.
   *
   * @param message the number of the message that brought it
   */
  record Housekeep(Chore chore, long message) implements Operation {}

  /** The identities whose items the operation may write. */
  default Set<Identity> identities() {
    return switch (this) {
      case ListChanges(var id, long _) -> Set.of(id.identity());
      case UpdateDataset(var id, var _, var _) -> Set.of(id.identity());
      case Describe(var id) -> Set.of(id.identity());
      case Delete(var id) -> Set.of(id.identity());
      case ListDatasets(var identity, var _, int _) -> Set.of(identity);
      case Merge(var source, var survivor) -> Set.of(source.identity(), survivor);
      case Settle(var id, boolean _) -> Set.of(id.identity());
      case ReadCommit(var commit) -> Set.of(commit.dataset().identity());
      case Housekeep _ -> Set.of();
    };
  }
}

package io.ergosync.simulation;

import io.ergosync.domain.Changes;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.storage.DatasetStorage;
import java.util.List;
import java.util.Optional;

/**
 * A storage that does not know where sessions began: of one that its datasets no longer remember it
 * believes that it was never used.
 */
record ForgottenSessions(DatasetStorage storage) implements DatasetStorage {
  /** The real storage behind it. */
  static final StorageUnderTest STORAGE =
      (client, surroundings) -> {
        StorageUnderTest.Parts real = StorageUnderTest.DYNAMODB.create(client, surroundings);
        return new StorageUnderTest.Parts(
            new ForgottenSessions(real.storage()),
            real.merging(),
            real.housekeeping(),
            real.patches(),
            real.usage());
      };

  private static Update begunNow(Update update) {
    SyncSession session = new SyncSession(update.session().id(), Long.MAX_VALUE, Long.MAX_VALUE);
    return new Update(update.patches(), session, update.author());
  }

  @Override
  public UpdateResult update(DatasetId id, Update update) {
    return storage.update(id, begunNow(update));
  }

  @Override
  public UpdateResult update(DatasetId id, Update update, SyncTrigger trigger) {
    return storage.update(id, begunNow(update), trigger);
  }

  @Override
  public Changes listChanges(DatasetId id, long afterSyncCount) {
    return storage.listChanges(id, afterSyncCount);
  }

  @Override
  public Optional<Dataset> describe(DatasetId id) {
    return storage.describe(id);
  }

  @Override
  public Dataset delete(DatasetId id) {
    return storage.delete(id);
  }

  @Override
  public List<Dataset> listDatasets(Identity identity, String afterDatasetName, int countMax) {
    return storage.listDatasets(identity, afterDatasetName, countMax);
  }
}

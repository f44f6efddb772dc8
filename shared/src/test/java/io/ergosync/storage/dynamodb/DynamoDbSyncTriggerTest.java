package io.ergosync.storage.dynamodb;

import io.ergosync.domain.Limits;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.SyncTriggerContract;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** The contract of triggers on DynamoDB Local, with records in the head and everywhere else. */
class DynamoDbSyncTriggerTest {
  @Nested
  class WithTheDefaultBudgets extends SyncTriggerContract {
    @Override
    protected DatasetStorage create(Limits limits, Clock clock) {
      return StorageOnLocalTables.create(StorageSettings.DEFAULT, limits, clock);
    }
  }

  @Nested
  class WithEveryPatchInChunks extends SyncTriggerContract {
    @Override
    protected DatasetStorage create(Limits limits, Clock clock) {
      return StorageOnLocalTables.create(new StorageSettings(0, 0, 2, 64, 60), limits, clock);
    }
  }
}

package io.ergosync.storage.dynamodb;

import io.ergosync.domain.Limits;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.DatasetStorageContract;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** The contract on DynamoDB Local, once for each place where records may be. */
class DynamoDbDatasetStorageTest {
  @Nested
  class WithTheDefaultBudgets extends DatasetStorageContract {
    @Override
    protected DatasetStorage create(Limits limits, Clock clock) {
      return StorageOnLocalTables.create(StorageSettings.DEFAULT, limits, clock);
    }
  }

  @Nested
  class WithSettlingAtEachUpdate extends DatasetStorageContract {
    @Override
    protected DatasetStorage create(Limits limits, Clock clock) {
      return StorageOnLocalTables.create(new StorageSettings(0, 8_192, 2, 64, 60), limits, clock);
    }
  }

  @Nested
  class WithEveryPatchInChunks extends DatasetStorageContract {
    @Override
    protected DatasetStorage create(Limits limits, Clock clock) {
      return StorageOnLocalTables.create(new StorageSettings(0, 0, 2, 64, 60), limits, clock);
    }
  }

  @Nested
  class WithTinyBudgets extends DatasetStorageContract {
    @Override
    protected DatasetStorage create(Limits limits, Clock clock) {
      return StorageOnLocalTables.create(StorageOnLocalTables.TINY, limits, clock);
    }
  }
}

package io.ergosync.storage;

import io.ergosync.TestClock;
import io.ergosync.domain.Limits;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

/** The contracts on the in-memory storages that the tests of operations use. */
class InMemoryPoolStoragesTest {
  @Nested
  class IdentityPools extends IdentityPoolStorageContract {
    @Override
    protected IdentityPoolStorage create() {
      return new InMemoryIdentityPoolStorage();
    }
  }

  @Nested
  class Usage extends UsageStorageContract<InMemoryUsageStorage> {
    @Override
    protected InMemoryUsageStorage create(Clock clock) {
      return new InMemoryUsageStorage(clock);
    }
  }

  @Nested
  class Datasets extends PoolDatasetsContract {
    @Override
    protected Storages create() {
      InMemoryDatasetStorage storage = new InMemoryDatasetStorage(Limits.DEFAULT, new TestClock());
      return new Storages(storage, storage);
    }
  }

  @Nested
  class BulkPublishes extends BulkPublishStorageContract {
    @Override
    protected BulkPublishStorage create(Clock clock) {
      return new InMemoryBulkPublishStorage(clock);
    }
  }
}

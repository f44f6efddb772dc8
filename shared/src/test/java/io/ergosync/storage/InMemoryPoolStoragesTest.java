package io.ergosync.storage;

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
  class BulkPublishes extends BulkPublishStorageContract {
    @Override
    protected BulkPublishStorage create(Clock clock) {
      return new InMemoryBulkPublishStorage(clock);
    }
  }
}

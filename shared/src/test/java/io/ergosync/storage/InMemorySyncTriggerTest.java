package io.ergosync.storage;

import io.ergosync.domain.Limits;
import java.time.Clock;

class InMemorySyncTriggerTest extends SyncTriggerContract {
  @Override
  protected DatasetStorage create(Limits limits, Clock clock) {
    return new InMemoryDatasetStorage(limits, clock);
  }
}

package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.record;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordValue;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.Samples;
import io.ergosync.storage.SyncTriggerContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

  @Test
  void trigger_isAskedAgainAfterACommitOfAnotherRequest() {
    DatasetStorage storage = storage();
    storage.update(SETTINGS, update(replace("a", "1", 0)));

    List<List<DatasetRecord>> seen =
        seenDuring(storage, () -> storage.update(SETTINGS, update(replace("b", "2", 0))));

    assertThat(seen)
        .containsExactly(
            List.of(record("a", "1", 1)), List.of(record("a", "1", 1), record("b", "2", 2)));
    assertThat(((Changes.Present) storage.listChanges(SETTINGS, 2)).records())
        .containsExactly(record("c", "of 2 records", 3));
  }

  @Test
  void trigger_isAskedAgainAfterADeletion_whichTakesNoSyncCount() {
    DatasetStorage storage = storage();
    storage.update(SETTINGS, update(replace("a", "1", 0)));

    List<List<DatasetRecord>> seen = seenDuring(storage, () -> storage.delete(SETTINGS));

    assertThat(seen).containsExactly(List.of(record("a", "1", 1)), List.of());
    assertThat(((Changes.Present) storage.listChanges(SETTINGS, 0)).records())
        .containsExactly(record("c", "of 0 records", 2));
  }

  private static DatasetStorage storage() {
    return StorageOnLocalTables.create(
        StorageSettings.DEFAULT,
        new Limits(3, 10, 1_000, 20),
        Clock.fixed(Samples.NOW, ZoneOffset.UTC));
  }

  /** The records that a trigger sees whose first answer is overtaken by this. */
  private static List<List<DatasetRecord>> seenDuring(DatasetStorage storage, Runnable overtakes) {
    List<List<DatasetRecord>> seen = new ArrayList<>();
    storage.update(
        SETTINGS,
        update(replace("c", "as sent", 0)),
        (records, _) -> {
          seen.add(records);
          if (seen.size() == 1) {
            overtakes.run();
          }
          return Map.of("c", new RecordValue.Text("of %d records".formatted(records.size())));
        });
    return seen;
  }
}

package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Author;
import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.runtime.CapacityMeter;
import io.ergosync.runtime.MeteredDynamoDbClient;
import io.ergosync.storage.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What requests cost in DynamoDB's own units: the table of docs/storage-model.md, written to
 * target/capacity.md and held to its bounds.
 */
class CapacityTest {
  private static final int UPDATES = 1_000;

  /** The longest author that clients have without a device id: an identity. */
  private static final Author APP = new Author(Samples.ALICE.identityId().value(), "");

  private final CapacityMeter meter = new CapacityMeter();
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          new MeteredDynamoDbClient(LocalTables.client(), meter),
          LocalTables.create(),
          StorageSettings.DEFAULT,
          Limits.DEFAULT,
          Clock.systemUTC());
  private final Random random = new Random(7);
  private final Map<String, Long> syncCounts = new HashMap<>();
  private long generation;

  @Test
  void requests_stayWithinTheirBudgets() throws Exception {
    StringBuilder table = new StringBuilder();
    Units small = updates(20, 50, 1);
    table.append(row("update 1 of 20 records of 50 bytes", small));
    Units listSmall = listAfterLastSync();
    clear();
    Units medium = updates(50, 200, 5);
    table.append(row("update 5 of 50 records of 200 bytes", medium));
    clear();
    Units bulk = bulkUpdate();
    table.append(row("update of 1,024 records of 900 bytes at once, per record", bulk));
    Units large = updates(1_024, 900, 1);
    table.append(row("update 1 of 1,024 records of 900 bytes", large));
    Units listLarge = listAfterLastSync();
    table.insert(0, row("list, nothing new, 1,024 records of 900 bytes", listLarge));
    table.insert(0, row("list, nothing new, 20 records of 50 bytes", listSmall));
    table.append(row("list everything, 1,024 records of 900 bytes", listEverything()));
    table.insert(
        0, "| Case (mean of a request) | Read units | Write units |\n| --- | ---: | ---: |\n");
    Files.writeString(Path.of("target", "capacity.md"), table);

    assertThat(listSmall).isEqualTo(new Units(1, 0));
    assertThat(listLarge).isEqualTo(new Units(1, 0));
    assertThat(small.read()).isLessThanOrEqualTo(3);
    assertThat(small.write()).isLessThanOrEqualTo(3);
    assertThat(medium.read()).isLessThanOrEqualTo(7);
    assertThat(medium.write()).isLessThanOrEqualTo(7);
    assertThat(large.read()).isLessThanOrEqualTo(4);
    assertThat(large.write()).isLessThanOrEqualTo(5.5);
    assertThat(bulk.write()).isLessThanOrEqualTo(3.2);
  }

  /** Updates of so many random records of a dataset that has them all already. */
  private Units updates(int records, int valueBytes, int patches) {
    List<String> keys =
        new ArrayList<>(IntStream.range(0, records).mapToObj("key%04d"::formatted).toList());
    if (syncCounts.isEmpty()) {
      write(keys, valueBytes);
      storage.settle(SETTINGS);
    }
    return measure(
        UPDATES,
        () -> {
          Collections.shuffle(keys, random);
          write(keys.subList(0, patches), valueBytes);
        });
  }

  /** One update of a full dataset, with the settling that follows it. */
  private Units bulkUpdate() {
    List<String> keys = IntStream.range(0, 1_024).mapToObj("key%04d"::formatted).toList();
    Units once =
        measure(
            1,
            () -> {
              write(keys, 900);
              storage.settle(SETTINGS);
            });
    return new Units(once.read() / keys.size(), once.write() / keys.size());
  }

  private Units listAfterLastSync() {
    long syncCount = present(Long.MAX_VALUE).syncCount();
    return measure(100, () -> assertThat(present(syncCount).records()).isEmpty());
  }

  private Units listEverything() {
    return measure(1, () -> assertThat(present(0).records()).hasSize(1_024));
  }

  private void write(List<String> keys, int valueBytes) {
    List<RecordPatch> patches =
        keys.stream()
            .map(key -> replace(key, "v".repeat(valueBytes), syncCounts.getOrDefault(key, 0L)))
            .toList();
    for (DatasetRecord record :
        storage
            .update(
                SETTINGS,
                new Update(patches, new SyncSession(random.nextLong(), generation, 0), APP))
            .records()) {
      syncCounts.put(record.key(), record.syncCount());
    }
  }

  private void clear() {
    storage.delete(SETTINGS);
    generation++;
    syncCounts.clear();
  }

  private Changes.Present present(long afterSyncCount) {
    return (Changes.Present) storage.listChanges(SETTINGS, afterSyncCount);
  }

  private Units measure(int requests, Runnable request) {
    double read = meter.readUnits();
    double write = meter.writeUnits();
    for (int i = 0; i < requests; i++) {
      request.run();
    }
    return new Units(
        (meter.readUnits() - read) / requests, (meter.writeUnits() - write) / requests);
  }

  private static String row(String label, Units units) {
    return String.format(Locale.ROOT, "| %s | %.2f | %.2f |%n", label, units.read(), units.write());
  }

  private record Units(double read, double write) {}
}

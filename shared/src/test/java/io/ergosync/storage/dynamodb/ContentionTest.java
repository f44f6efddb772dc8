package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Changes;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.UpdateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 32 devices that write to one dataset as fast as they can, each its own key: nobody is refused and
 * nothing is lost. DynamoDB Local answers them at the same time, and mixes up what its refusals say
 * besides their kind.
 */
class ContentionTest {
  private static final int WRITERS = 32;

  /** {@code -Dcontention.seconds} lets the writers go on for longer. */
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("contention.seconds", 4));

  /** Nobody in the field waits longer: the shortest time-out of a client is 15 seconds. */
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(10);

  @Test
  void writersOfSmallRecords_thatSettleAllTheTime() throws Exception {
    write(new StorageSettings(150, 300, 40, 64, StorageSettings.DEFAULT.attemptsMax()), 90, 6);
  }

  @Test
  void writersBesideLargeValues() throws Exception {
    write(StorageSettings.DEFAULT, 900, 2, large("large-1"), large("large-2"));
  }

  private static RecordPatch large(String key) {
    return replace(key, "x".repeat(310_000), 0);
  }

  private static void write(
      StorageSettings settings, int valueBytes, int updates, RecordPatch... first)
      throws Exception {
    DynamoDbDatasetStorage storage = storage(settings);
    storage.update(SETTINGS, update(replace("first", "", 0)));
    for (RecordPatch patch : first) {
      storage.update(SETTINGS, update(patch));
    }
    Map<String, Long> expected = new HashMap<>(syncCounts(storage));
    for (Map<String, Long> written :
        atOnce(writer ->
            () -> {
              Map<String, Long> taken = new HashMap<>();
              for (int i = 0; i < updates; i++) {
                String key = "key-" + writer + "-" + i;
                UpdateResult result =
                    storage.update(SETTINGS, update(replace(key, "v".repeat(valueBytes), 0)));
                taken.put(key, result.syncCount());
              }
              return taken;
            })) {
      expected.putAll(written);
    }

    assertThat(syncCounts(storage)).isEqualTo(expected);
    storage.settleAll(SETTINGS);
    assertThat(syncCounts(storage)).isEqualTo(expected);
  }

  @Test
  void writersForAWhile_areNotRefused() throws Exception {
    DynamoDbDatasetStorage storage = storage(StorageSettings.DEFAULT);
    storage.update(SETTINGS, update(replace("first", "", 0)));
    long end = System.nanoTime() + TIME.toNanos();
    BooleanSupplier more = () -> System.nanoTime() < end;
    List<List<Duration>> times =
        atOnce(writer ->
            () -> {
              List<Duration> own = new ArrayList<>();
              for (long syncCount = 0; more.getAsBoolean(); ) {
                long start = System.nanoTime();
                syncCount = updated(storage, writer, syncCount);
                own.add(Duration.ofNanos(System.nanoTime() - start));
              }
              return own;
            });
    List<Duration> all = times.stream().flatMap(List::stream).sorted().toList();
    report(all, times);

    assertThat(((Changes.Present) storage.listChanges(SETTINGS, 0)).syncCount())
        .isEqualTo(all.size() + 1L);
    assertThat(all.getLast()).isLessThan(ANSWER_TIME_MAX);
  }

  /** The new sync count of the writer's key; whoever is refused fails the test. */
  private static long updated(DynamoDbDatasetStorage storage, int writer, long syncCount) {
    try {
      return storage
          .update(SETTINGS, update(replace("key-" + writer, "v".repeat(40), syncCount)))
          .syncCount();
    } catch (ContendedException e) {
      throw new AssertionError("refused after other updates were faster too often", e);
    }
  }

  private static void report(List<Duration> all, List<List<Duration>> times) throws IOException {
    Files.writeString(
        Path.of("target", "contention.md"),
        """
        | 32 writers of one dataset | |
        | --- | ---: |
        | seconds | %s |
        | updates, none refused | %s |
        | fewest and most of one writer | %s, %s |
        | median, 99th percentile, longest | %s, %s, %s ms |
        """
            .formatted(
                TIME.toSeconds(),
                all.size(),
                times.stream().mapToInt(List::size).min().orElseThrow(),
                times.stream().mapToInt(List::size).max().orElseThrow(),
                all.get(all.size() / 2).toMillis(),
                all.get(all.size() * 99 / 100).toMillis(),
                all.getLast().toMillis()));
  }

  private static DynamoDbDatasetStorage storage(StorageSettings settings) {
    return StorageOnLocalTables.create(settings, Limits.DEFAULT, Clock.systemUTC());
  }

  private static Map<String, Long> syncCounts(DynamoDbDatasetStorage storage) {
    Map<String, Long> syncCounts = new HashMap<>();
    for (DatasetRecord record : ((Changes.Present) storage.listChanges(SETTINGS, 0)).records()) {
      syncCounts.put(record.key(), record.syncCount());
    }
    return syncCounts;
  }

  private interface Writer<T> {
    Callable<T> of(int number);
  }

  private static <T> List<T> atOnce(Writer<T> writer) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Callable<T>> calls = IntStream.range(0, WRITERS).mapToObj(writer::of).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }
}

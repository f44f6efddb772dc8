package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.storage.Samples;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once on a real database; the simulation looks at the same in every order. */
class ConcurrencyTest {
  private static final int CALLERS = 32;

  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(StorageSettings.DEFAULT, Limits.DEFAULT, Clock.systemUTC());

  @Test
  void update_ofOneKeyWithTheSameCount_succeedsForExactlyOne() throws Exception {
    List<Object> outcomes =
        atOnce(i -> () -> storage.update(SETTINGS, update(replace("key", "v" + i, 0))));

    List<Throwable> failures = failures(outcomes);
    assertThat(failures)
        .hasSize(CALLERS - 1)
        .allSatisfy(failure ->
            assertThat(failure)
                .isInstanceOf(StaleSyncCountException.class)
                .hasMessage("Current SyncCount for: key is: 1 not: 0"));
  }

  @Test
  void update_ofDifferentKeys_succeedsForAllWithoutAGap() throws Exception {
    storage.update(SETTINGS, update(replace("first", "", 0)));
    List<Object> outcomes =
        atOnce(i -> () -> storage.update(SETTINGS, update(replace("key" + i, "v", 0))));

    assertThat(failures(outcomes)).isEmpty();
    Changes.Present changes = (Changes.Present) storage.listChanges(SETTINGS, 1);
    assertThat(changes.syncCount()).isEqualTo(CALLERS + 1);
    assertThat(changes.records())
        .extracting(DatasetRecord::syncCount)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(2, CALLERS + 1).mapToObj(Long::valueOf).toList());
  }

  @Test
  void update_thatCreatesDatasets_neverPassesTheLimit() throws Exception {
    List<Object> outcomes =
        atOnce(i -> () -> storage.update(dataset("dataset" + i), update(replace("key", "v", 0))));

    assertThat(failures(outcomes))
        .hasSize(CALLERS - Limits.DEFAULT.datasetsPerIdentityMax())
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(LimitExceededException.class));
    assertThat(storage.listDatasets(Samples.ALICE, "", 100))
        .hasSize(Limits.DEFAULT.datasetsPerIdentityMax());
  }

  private static List<Throwable> failures(List<Object> outcomes) {
    return outcomes.stream()
        .filter(Throwable.class::isInstance)
        .map(Throwable.class::cast)
        .toList();
  }

  /** Starts all calls at the same moment and returns what each returned or threw. */
  private static List<Object> atOnce(IntFunction<Callable<Object>> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Object> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Object>> futures =
          IntStream.range(0, CALLERS)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return call.apply(i).call();
                  }))
              .toList();
      start.countDown();
      for (Future<Object> future : futures) {
        try {
          outcomes.add(future.get());
        } catch (ExecutionException e) {
          outcomes.add(e.getCause());
        }
      }
    }
    return outcomes;
  }
}

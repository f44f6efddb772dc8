package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.Limits;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.BulkPublishStorageContract;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.storage.IdentityPoolStorageContract;
import io.ergosync.storage.PoolDatasetsContract;
import io.ergosync.storage.UsageStorageContract;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** The contracts of pools on DynamoDB Local. */
class DynamoDbPoolStoragesTest {
  @Nested
  class IdentityPools extends IdentityPoolStorageContract {
    @Override
    protected IdentityPoolStorage create() {
      return new DynamoDbIdentityPoolStorage(LocalTables.client(), LocalTables.create());
    }
  }

  @Nested
  class Usage extends UsageStorageContract<DynamoDbUsageStorage> {
    @Override
    protected DynamoDbUsageStorage create(Clock clock) {
      return usage(clock);
    }
  }

  @Nested
  class Datasets extends PoolDatasetsContract {
    @Override
    protected Storages create() {
      String table = LocalTables.create();
      return new Storages(
          StorageOnLocalTables.create(
              LocalTables.client(),
              table,
              StorageSettings.DEFAULT,
              Limits.DEFAULT,
              new TestClock()),
          new DynamoDbPoolDatasets(LocalTables.client(), table));
    }
  }

  @Nested
  class BulkPublishes extends BulkPublishStorageContract {
    @Override
    protected BulkPublishStorage create(Clock clock) {
      return new DynamoDbBulkPublishStorage(LocalTables.client(), LocalTables.create(), clock);
    }
  }

  @Test
  void advance_whoseAnswerIsLost_isRecognisedWhenTheClientSendsItAgain() {
    String table = LocalTables.create();
    DynamoDbBulkPublishStorage storage =
        new DynamoDbBulkPublishStorage(LocalTables.client(), table, new TestClock());
    BulkPublishState.InProgress run = storage.start(POOL, "run", new Target("changes", ""));
    BulkPublishProgress to = BulkPublishProgress.START.to("3/x", 8, 0);

    DynamoDbClient losesAnswers =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  if (method.isDefault() && !(arguments[0] instanceof DynamoDbRequest)) {
                    return InvocationHandler.invokeDefault(proxy, method, arguments);
                  }
                  try {
                    if (method.getName().equals("putItem")) {
                      method.invoke(LocalTables.client(), arguments);
                    }
                    return method.invoke(LocalTables.client(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    assertThat(
            new DynamoDbBulkPublishStorage(losesAnswers, table, new TestClock())
                .advance(POOL, "run", BulkPublishProgress.START, to))
        .isTrue();
    assertThat(storage.attempt(POOL, "run"))
        .isEqualTo(new BulkPublishStorage.Attempt.Begun(run, to));
  }

  @Test
  void page_ofACursorThatNoPageHad_isRefused() {
    DynamoDbPoolDatasets datasets =
        new DynamoDbPoolDatasets(LocalTables.client(), LocalTables.create());

    assertThat(List.of("x", "16/a", "-1/a", "3/"))
        .allSatisfy(cursor ->
            assertThatThrownBy(() -> datasets.page(POOL, cursor, 5))
                .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void count_ofOnePoolByManyAtOnce_losesNothing() throws Exception {
    DynamoDbUsageStorage storage = usage(new TestClock());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> counts = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        DatasetSize size =
            new DatasetSize(
                ALICE.dataset(new DatasetName("d" + i % 16)), 1 + i / 16, 10 + i, TestClock.START);
        counts.add(threads.submit(() -> storage.count(size)));
      }
      for (Future<?> count : counts) {
        count.get();
      }
    }

    // The last sizes are 58 to 73, of which there are 16.
    assertThat(storage.usage(POOL).orElseThrow().dataStorage()).isEqualTo((58 + 73) * 8);
  }

  private static DynamoDbUsageStorage usage(Clock clock) {
    Random random = new Random();
    return new DynamoDbUsageStorage(
        LocalTables.client(),
        LocalTables.create(),
        StorageSettings.DEFAULT,
        clock,
        random,
        Parallel.upTo(8),
        Backoff.fullJitter(random));
  }
}

package io.ergosync.functions.streams;

import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.InMemoryChangeObjects;
import io.ergosync.delivery.kinesis.InMemoryKinesis;
import io.ergosync.delivery.kinesis.KinesisDelivery;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.storage.dynamodb.DyingClient;
import io.ergosync.storage.dynamodb.DynamoDbBulkPublishStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.DynamoDbPoolDatasets;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageOnLocalTables;
import io.ergosync.storage.dynamodb.StorageSettings;
import io.ergosync.telemetry.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A bulk publish of many datasets whose workers die all the time, at any request to the database or
 * to Kinesis: the real storage and the real delivery, on DynamoDB Local and a Kinesis in memory.
 */
class BulkPublishCrashTest {
  private static final long SEED = 20_260_102;
  private static final int DATASETS = 2_000;

  /** Requests to DynamoDB that a worker lives for at most: about fifteen pages. */
  private static final int REQUESTS_MAX = 200;

  private static final int INVOCATIONS_MAX = 2_000;

  private final String table = LocalTables.create();
  private final InMemoryKinesis kinesis = new InMemoryKinesis();
  private final InMemoryChangeObjects objects = new InMemoryChangeObjects();
  private final Deque<BulkPublishMessage> messages = new ArrayDeque<>();
  private final Random random = new Random(SEED);
  private final Clock clock = Clock.systemUTC();

  /** What ends a process; nothing catches an error. */
  private static final class Death extends Error {
    Death() {
      super("the process died", null, false, false);
    }
  }

  @Test
  void goOn_workersThatDieAtAnyRequest_publishEveryDataset() {
    List<DatasetId> datasets = makeDatasets();
    new DynamoDbIdentityPoolStorage(LocalTables.client(), table)
        .setConfiguration(
            POOL,
            new IdentityPoolConfiguration(
                1, PushSync.NONE, new CognitoStreams("changes", "", StreamingStatus.ENABLED)));
    DynamoDbBulkPublishStorage runs =
        new DynamoDbBulkPublishStorage(LocalTables.client(), table, clock);
    runs.start(POOL, "run", new BulkPublishState.Target("changes", ""));
    messages.add(new BulkPublishMessage(POOL, "run"));

    int deaths = 0;
    int invocations = 0;
    while (!messages.isEmpty() && invocations < INVOCATIONS_MAX) {
      BulkPublishMessage message = messages.remove();
      invocations++;
      try {
        worker().goOn(message);
      } catch (Death | DyingClient.DeathError e) {
        // The queue has the message still.
        messages.addFirst(message);
        deaths++;
      }
    }

    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Succeeded.class);
    assertThat(deaths).as("seed %d", SEED).isGreaterThan(10);
    assertThat(published())
        .as("seed %d, %d deaths in %d invocations", SEED, deaths, invocations)
        .containsAll(datasets.stream().map(BulkPublishCrashTest::text).toList())
        .hasSizeLessThan(DATASETS + BulkPublishWorker.PAGE_MAX * (deaths + 1));
  }

  /** A worker of a new process, which has a random time to live. */
  private BulkPublishWorker worker() {
    DynamoDbClient dying = DyingClient.after(random.nextInt(REQUESTS_MAX), LocalTables.client());
    if (random.nextInt(4) == 0) {
      kinesis.thenDies(new Death());
    }
    LogLines log = new LogLines();
    return new BulkPublishWorker(
        new DynamoDbBulkPublishStorage(dying, table, clock),
        new DynamoDbPoolDatasets(dying, table),
        new PublishedDatasets(
            StorageOnLocalTables.create(
                dying, table, StorageSettings.DEFAULT, Limits.DEFAULT, clock),
            Parallel.upTo(8),
            clock),
        new KinesisDelivery(
                new DynamoDbIdentityPoolStorage(dying, table),
                (_, _) -> kinesis,
                objects,
                Duration.ofSeconds(3),
                clock,
                _ -> {},
                random,
                log.log())
            ::deliver,
        (pool, runId, _) -> messages.add(new BulkPublishMessage(pool, runId)),
        clock,
        log.log());
  }

  private List<DatasetId> makeDatasets() {
    List<DatasetId> datasets = new ArrayList<>();
    for (int i = 0; i < DATASETS; i++) {
      Identity identity =
          new Identity(POOL, new IdentityId("us-east-1:%08x".formatted(i / 10 * 7_919)));
      datasets.add(identity.dataset(new DatasetName("dataset" + i % 10)));
    }
    var storage =
        StorageOnLocalTables.create(
            LocalTables.client(), table, StorageSettings.DEFAULT, Limits.DEFAULT, clock);
    Parallel.upTo(8)
        .forEach(datasets, id -> storage.update(id, update(replace("key", "value", 0))));
    return datasets;
  }

  private List<String> published() {
    return kinesis.taken().stream().map(BulkPublishCrashTest::text).toList();
  }

  private static String text(DatasetId id) {
    return id.identity().identityId() + " " + id.datasetName();
  }

  private static String text(String record) {
    try {
      var node = Json.read(record);
      assertThat(node.at("/kinesisSyncRecords/0/value").asText()).isEqualTo("value");
      return node.path("identityId").asText() + " " + node.path("dataSetName").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.domain.Author;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.Changes;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.local.http.Body;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbBulkPublishStorage;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything that follows from changes is lost for a while: counts, settling, removals, stream
 * records, a bulk publish. A repair makes all of it good while other updates go on.
 */
class RepairIT {
  private static final long SEED = Long.getLong("faults.seed", 20_261_125L);
  private static final String STREAM = "ergosync-changes";
  private static final BulkPublishState.Target TARGET = new BulkPublishState.Target(STREAM, "");
  private static final Duration TIME_MAX = Duration.ofMinutes(3);
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:00000000-0000-0000-0000-000000000000");
  private static final int IDENTITIES = 12;

  private final MovableClock clock = new MovableClock();
  private final FeedUnderTest feed = new FeedUnderTest(clock, new Random(SEED + 1));
  private final String table = feed.template.tables().getFirst().name();
  private final DynamoDbDatasetStorage storage =
      new DynamoDbDatasetStorage(
          feed.database(),
          table,
          StorageSettings.DEFAULT,
          Limits.DEFAULT,
          clock,
          new Random(SEED + 2),
          Parallel.upTo(4),
          Backoff.fullJitter(new Random(SEED + 3)));
  private final DynamoDbBulkPublishStorage bulkPublishes =
      new DynamoDbBulkPublishStorage(feed.database(), table, clock);
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicBoolean losing = new AtomicBoolean();
  private final AtomicLong lost = new AtomicLong();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void aPoolThatLostAllThatFollows_isWholeAgain_thoughUpdatesGoOn() throws Exception {
    new DynamoDbIdentityPoolStorage(feed.database(), table)
        .setConfiguration(
            POOL,
            new IdentityPoolConfiguration(
                1, PushSync.NONE, new CognitoStreams(STREAM, "", StreamingStatus.ENABLED)));
    feed.start(
        "ChangeFeed",
        function ->
            (payload, requestId) -> {
              if (losing.get()) {
                lost.incrementAndGet();
                return new InvocationResult.Answered(Body.of("{\"batchItemFailures\":[]}"));
              }
              return function.invoke(payload, requestId);
            });
    feed.start("Deliver", function -> function);
    Random random = new Random(SEED);
    writeSome(random, 150, 0, IDENTITIES);
    awaitStream();
    assertThat(differences()).as("nothing is lost yet").isEmpty();

    damage(random);
    assertThat(differences()).contains("usage", "consumer");
    assertThat(Leavings.of(feed.database(), table)).isNotEmpty();

    losing.set(false);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writing = threads.submit(() -> writeSome(new Random(SEED + 5), 150, 0, 6));
      int repaired = repairAll();
      writing.get();
      assertThat(repaired).isGreaterThanOrEqualTo(2 * IDENTITIES);
    }
    JsonNode ended = repair(payload().put("endBulkPublish", true));
    assertThat(ended.path("endedBulkPublish").asBoolean()).isTrue();
    bulkPublishes.start(POOL, "another", TARGET);

    awaitStream();
    Await.until("usage and consumer", TIME_MAX, () -> differences().isEmpty());
    collectLeavings();
    assertThat(Leavings.of(feed.database(), table)).isEmpty();
    assertThat(feed.queues.read().path("DeliveryDeadLetterQueue").path("messages")).isEmpty();
  }

  /** All that a change can be lost with. */
  private void damage(Random random) {
    losing.set(true);
    writeSome(random, 150, 0, IDENTITIES);
    for (int number = 6; number < IDENTITIES; number += 2) {
      storage.delete(dataset(number, 0));
    }
    DatasetId comesBack = dataset(IDENTITIES, 0);
    write(comesBack, random, 20);
    storage.delete(comesBack);
    write(comesBack, random, 2);
    // One that the consumer knows: what it had before its deletion must go.
    write(dataset(8, 0), random, 2);
    // A writer crashed before anything pointed at its slices, also where there is no dataset yet.
    putChunk(dataset(1, 0), "P0-ffffffffffffffff");
    putChunk(dataset(1, 9), "P0-ffffffffffffffff");
    bulkPublishes.start(POOL, "run", TARGET);
    awaitStream();
    assertThat(bulkPublishes.state(POOL)).isInstanceOf(BulkPublishState.InProgress.class);
    assertThat(lost).hasPositiveValue();
  }

  private void awaitStream() {
    Await.until(
        "the stream",
        TIME_MAX,
        () -> feed.streams.read().path("ChangeFeed").path("iteratorAgeMilliseconds").asLong() == 0);
  }

  private int repairAll() throws IOException {
    int repaired = 0;
    ObjectNode payload = payload();
    JsonNode answer;
    do {
      answer = repair(payload);
      assertThat(answer.path("corrupt")).isEmpty();
      assertThat(answer.path("notRepaired")).isEmpty();
      repaired += answer.path("repaired").asInt();
      payload.set("cursor", answer.path("cursor"));
    } while (!answer.path("cursor").isNull());
    return repaired;
  }

  private JsonNode repair(ObjectNode payload) throws IOException {
    return Json.read(feed.invoke("Repair", Body.of(payload.toString())));
  }

  private static ObjectNode payload() {
    return Json.object().put("identityPoolId", POOL.value());
  }

  private void writeSome(Random random, int count, int from, int to) {
    for (int i = 0; i < count; i++) {
      int draw = random.nextInt(10);
      write(
          dataset(from + random.nextInt(to - from), random.nextInt(2)), random, draw == 0 ? 20 : 2);
    }
  }

  /** Twenty records of one update go to chunks. */
  private void write(DatasetId id, Random random, int records) {
    Map<String, Long> counts = new HashMap<>();
    if (storage.listChanges(id, 0) instanceof Changes.Present present) {
      present.records().forEach(record -> counts.put(record.key(), record.syncCount()));
    }
    Map<String, RecordPatch> patches = new TreeMap<>();
    for (int i = 0; i < records; i++) {
      String key = "key-" + random.nextInt(30);
      RecordValue value =
          random.nextInt(5) == 0
              ? RecordValue.Tombstone.TOMBSTONE
              : new RecordValue.Text("v".repeat(10 + random.nextInt(1_000)) + i);
      patches.put(
          key, new RecordPatch(key, value, counts.getOrDefault(key, 0L), DeviceDate.Absent.ABSENT));
    }
    storage.update(
        id,
        new Update(
            List.copyOf(patches.values()),
            new SyncSession(sessions.incrementAndGet(), Long.MAX_VALUE, 0),
            new Author(id.identity().identityId().value(), "")));
  }

  private void putChunk(DatasetId id, String chunksId) {
    feed.database()
        .putItem(put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "pk",
                        AttributeValue.fromS(
                            "RECORDS#%s#%s#%s#0"
                                .formatted(POOL, id.identity().identityId(), id.datasetName())),
                        "sk",
                        AttributeValue.fromS("~" + chunksId + "#0000"),
                        "entity",
                        AttributeValue.fromS("CHUNK"),
                        "data",
                        AttributeValue.fromB(SdkBytes.fromUtf8String("data")))));
  }

  /** What is not as the datasets are. */
  private Set<String> differences() {
    Set<String> differences = new HashSet<>();
    Map<String, Map<String, String>> datasets = datasets();
    long bytes =
        datasets.values().stream()
            .flatMap(records -> records.entrySet().stream())
            .mapToLong(record -> record.getKey().length() + record.getValue().length())
            .sum();
    if (usage() != bytes) {
      differences.add("usage");
    }
    if (!consumed().equals(datasets)) {
      differences.add("consumer");
    }
    return differences;
  }

  /** The live records of each dataset, by a full read. */
  private Map<String, Map<String, String>> datasets() {
    Map<String, Map<String, String>> datasets = new TreeMap<>();
    for (int number = 0; number <= IDENTITIES; number++) {
      for (Dataset each : storage.listDatasets(dataset(number, 0).identity(), "", 64)) {
        Map<String, String> records = new TreeMap<>();
        ((Changes.Present) storage.listChanges(each.id(), 0))
            .records().stream()
                .filter(DatasetRecord::live)
                .forEach(record -> records.put(record.key(), text(record)));
        if (!records.isEmpty()) {
          datasets.put(each.id().identity().identityId() + "/" + each.id().datasetName(), records);
        }
      }
    }
    return datasets;
  }

  private static String text(DatasetRecord record) {
    return record.value() instanceof RecordValue.Text(String text) ? text : "";
  }

  /** What a consumer has that follows the rule of docs/streams.md. */
  private Map<String, Map<String, String>> consumed() {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    Map<String, Map<String, String>> copies = new TreeMap<>();
    Map<String, Long> deleted = new HashMap<>();
    for (JsonNode entry : feed.streamed(STREAM)) {
      JsonNode data = entry.path("data");
      String dataset = data.path("identityId").asText() + "/" + data.path("dataSetName").asText();
      Map<String, Long> its = counts.computeIfAbsent(dataset, _ -> new HashMap<>());
      Map<String, String> copy = copies.computeIfAbsent(dataset, _ -> new TreeMap<>());
      long deletedCount = deleted.merge(dataset, data.path("deletedSyncCount").asLong(), Math::max);
      copy.keySet().removeIf(key -> its.get(key) <= deletedCount);
      for (JsonNode record : data.path("kinesisSyncRecords")) {
        String key = record.path("key").asText();
        long count = record.path("syncCount").asLong();
        if (count > its.getOrDefault(key, 0L) && count > deletedCount) {
          its.put(key, count);
          if (record.path("op").asText().equals("remove")) {
            copy.remove(key);
          } else {
            copy.put(key, record.path("value").asText());
          }
        }
      }
    }
    copies.values().removeIf(Map::isEmpty);
    return copies;
  }

  private long usage() {
    Random random = new Random();
    return new DynamoDbUsageStorage(
            feed.database(),
            table,
            StorageSettings.DEFAULT,
            clock,
            random,
            Parallel.upTo(2),
            Backoff.fullJitter(random))
        .usage(POOL)
        .orElseThrow()
        .dataStorage();
  }

  /** Lets the delayed chores become due, as often as one may ask for another. */
  private void collectLeavings() {
    for (int round = 0; round < 4; round++) {
      clock.putForward(Duration.ofMinutes(16));
      Await.until(
          "the chores",
          TIME_MAX,
          () -> {
            JsonNode queue = feed.queues.read().path("DeliveryQueue");
            return queue.path("visible").asInt() == 0 && queue.path("inFlight").asInt() == 0;
          });
    }
    // Chunks of lost attempts stay until no feed can ask for them. By then the stream has discarded
    // its records, so this comes last.
    clock.putForward(QueueMessage.CollectChunks.STREAM_AGE_MAX);
    Await.until(
        "the chores of lost attempts",
        TIME_MAX,
        () -> {
          JsonNode queue = feed.queues.read().path("DeliveryQueue");
          return queue.path("visible").asInt() == 0
              && queue.path("inFlight").asInt() == 0
              && queue.path("delayed").asInt() == 0;
        });
  }

  private static DatasetId dataset(int identity, int number) {
    return new Identity(
            POOL, new IdentityId("us-east-1:11111111-0000-0000-0000-%012d".formatted(identity)))
        .dataset(new DatasetName("dataset-" + number));
  }
}

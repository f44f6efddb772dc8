package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.domain.Author;
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
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand commits of fifty identities, while batches of the table's stream are redelivered,
 * split and late: what the seed decides can be had again with -Dfaults.seed.
 */
class RedeliveryIT {
  private static final long SEED = Long.getLong("faults.seed", 20_261_122L);
  private static final int COMMITS = Integer.getInteger("faults.commits", 10_000);
  private static final int IDENTITIES = 50;
  private static final int POOLS = 2;
  private static final int WRITERS = 4;
  private static final String STREAM = "ergosync-changes";
  private static final Duration TIME_MAX = Duration.ofMinutes(4);

  private final MovableClock clock = new MovableClock();
  private final Random random = new Random(SEED);
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
  private final AtomicLong sessions = new AtomicLong();

  /** The newest sync count of each dataset, and how often it was deleted. */
  private final Map<DatasetId, Long> committed = new ConcurrentHashMap<>();

  private final Map<DatasetId, Long> deletions = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void commits_areAllStreamedInOrder_countedExactly_andLeaveNothingBehind() throws Exception {
    for (int pool = 0; pool < POOLS; pool++) {
      new DynamoDbIdentityPoolStorage(feed.database(), table)
          .setConfiguration(
              pool(pool),
              new IdentityPoolConfiguration(
                  1, PushSync.NONE, new CognitoStreams(STREAM, "", StreamingStatus.ENABLED)));
    }
    List<UnreliableMapping> mappings = new ArrayList<>();
    feed.start(
        "ChangeFeed",
        function -> {
          mappings.add(new UnreliableMapping(function, new Random(SEED + 4), 0.05));
          return mappings.getLast();
        });
    feed.start("Deliver", function -> function);

    write();
    long expected =
        committed.values().stream().mapToLong(count -> count).sum()
            + deletions.values().stream().mapToLong(count -> count).sum();
    Await.until(
        "every change in Kinesis",
        TIME_MAX,
        () -> firstsByDataset().values().stream().mapToInt(List::size).sum() >= expected);

    assertStreamed();
    Await.until("usage", TIME_MAX, this::usageIsExact);
    collectLeavings();
    assertThat(leavings()).isEmpty();
    UnreliableMapping mapping = mappings.getFirst();
    System.err.printf(
        "seed %d: %d changes, %d batches, of which %d redelivered whole, %d split, %d late%n",
        SEED,
        expected,
        mapping.batches.get(),
        mapping.redelivered.get(),
        mapping.split.get(),
        mapping.delayed.get());
    assertThat(mapping.redelivered).hasPositiveValue();
    assertThat(mapping.split).hasPositiveValue();
    assertThat(mapping.delayed).hasPositiveValue();
  }

  private void write() throws Exception {
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int own = writer;
        Random its = new Random(random.nextLong());
        writers.add(
            threads.submit(() -> {
              for (int commit = own; commit < COMMITS; commit += WRITERS) {
                commit(its, own);
              }
            }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  /** Each identity has one writer, so that it knows the counts; readers there are many. */
  private void commit(Random its, int writer) {
    int number =
        writer
            + WRITERS * its.nextInt(IDENTITIES / WRITERS + (writer < IDENTITIES % WRITERS ? 1 : 0));
    DatasetId id = identity(number).dataset(new DatasetName("dataset-" + its.nextInt(2)));
    if (committed.containsKey(id) && its.nextInt(100) == 0 && storage.describe(id).isPresent()) {
      storage.delete(id);
      deletions.merge(id, 1L, Long::sum);
    }
    List<RecordPatch> patches = patches(its, id);
    committed.merge(
        id,
        storage
            .update(
                id,
                new Update(
                    patches,
                    new SyncSession(sessions.incrementAndGet(), Long.MAX_VALUE, 0),
                    new Author(id.identity().identityId().value(), "")))
            .syncCount(),
        Math::max);
  }

  private List<RecordPatch> patches(Random its, DatasetId id) {
    int draw = its.nextInt(1_000);
    int count = draw < 30 ? 12 : 1 + its.nextInt(3);
    // One in thirty goes to chunks, a few have a value that needs chunks of its own once settled.
    int length = draw < 3 ? 310_000 : draw < 30 ? 1_000 : 20 + its.nextInt(100);
    Map<String, Long> counts = new HashMap<>();
    if (storage.listChanges(id, 0) instanceof Changes.Present present) {
      present.records().forEach(record -> counts.put(record.key(), record.syncCount()));
    }
    List<RecordPatch> patches = new ArrayList<>();
    for (int i = 0; i < (draw < 3 ? 1 : count); i++) {
      String key = "key-" + (i + 16 * its.nextInt(2));
      RecordValue value =
          its.nextInt(10) == 0
              ? RecordValue.Tombstone.TOMBSTONE
              : new RecordValue.Text("v".repeat(length));
      patches.add(
          new RecordPatch(key, value, counts.getOrDefault(key, 0L), DeviceDate.Absent.ABSENT));
    }
    Map<String, RecordPatch> byKey = new TreeMap<>();
    patches.forEach(patch -> byKey.put(patch.key(), patch));
    return List.copyOf(byKey.values());
  }

  /** What was streamed of each dataset, in the order in which each was first there. */
  private Map<String, List<String>> firstsByDataset() {
    Map<String, List<String>> firsts = new HashMap<>();
    for (JsonNode record : feed.streamed(STREAM)) {
      JsonNode data = record.path("data");
      String dataset = data.path("identityId").asText() + "/" + data.path("dataSetName").asText();
      String what = data.path("operation").asText() + " " + data.path("syncCount").asText();
      List<String> seen = firsts.computeIfAbsent(dataset, _ -> new ArrayList<>());
      if (!seen.contains(what)) {
        seen.add(what);
      }
    }
    return firsts;
  }

  private void assertStreamed() {
    Map<String, List<String>> firsts = firstsByDataset();
    committed.forEach((id, newest) -> {
      List<String> seen = firsts.get(id.identity().identityId() + "/" + id.datasetName());
      List<String> updates = seen.stream().filter(what -> what.startsWith("replace")).toList();
      List<String> inOrder = new ArrayList<>();
      for (long count = 1; count <= newest; count++) {
        inOrder.add("replace " + count);
      }
      assertThat(updates).as("%s", id).isEqualTo(inOrder);
      assertThat(seen.stream().filter(what -> what.startsWith("remove")).count())
          .isEqualTo(deletions.getOrDefault(id, 0L));
    });
  }

  private boolean usageIsExact() {
    DynamoDbUsageStorage usage =
        new DynamoDbUsageStorage(
            feed.database(),
            table,
            StorageSettings.DEFAULT,
            clock,
            random,
            Parallel.upTo(2),
            Backoff.fullJitter(random));
    for (int pool = 0; pool < POOLS; pool++) {
      if (usage.usage(pool(pool)).orElseThrow().dataStorage() != counted(pool(pool))) {
        return false;
      }
    }
    return true;
  }

  /** What a full read counts. */
  private long counted(IdentityPoolId pool) {
    long bytes = 0;
    for (int number = 0; number < IDENTITIES; number++) {
      Identity identity = identity(number);
      if (identity.identityPoolId().equals(pool)) {
        for (Dataset dataset : storage.listDatasets(identity, "", 64)) {
          bytes +=
              ((Changes.Present) storage.listChanges(dataset.id(), 0))
                  .records().stream().mapToLong(DatasetRecord::dataBytes).sum();
        }
      }
    }
    return bytes;
  }

  /** Lets the delayed chores become due, as often as one may ask for another. */
  private void collectLeavings() throws InterruptedException {
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
    assertThat(feed.queues.read().path("ChangesOnFailureQueue").path("messages")).isEmpty();
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
    assertThat(feed.queues.read().path("DeliveryDeadLetterQueue").path("messages")).isEmpty();
  }

  private List<String> leavings() {
    return Leavings.of(feed.database(), table);
  }

  private static IdentityPoolId pool(int number) {
    return new IdentityPoolId("us-east-1:0000000%d-0000-0000-0000-000000000000".formatted(number));
  }

  private static Identity identity(int number) {
    return new Identity(
        pool(number % POOLS),
        new IdentityId("us-east-1:11111111-0000-0000-0000-%012d".formatted(number)));
  }
}

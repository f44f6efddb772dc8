package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import io.ergosync.change.Progress;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.TableChange;
import io.ergosync.change.UnreadableRecordException;
import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.ChangedRecordJson;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.InMemoryChangeObjects;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueuedDelivery;
import io.ergosync.delivery.kinesis.KinesisDelivery;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.Changes;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.functions.streams.BulkPublishWorker;
import io.ergosync.functions.streams.PublishedDatasets;
import io.ergosync.simulation.dynamodb.CallsClient;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.simulation.dynamodb.Misbehaviour;
import io.ergosync.simulation.dynamodb.SimulatedDynamoDb;
import io.ergosync.simulation.dynamodb.Table;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.InMemoryBulkPublishStorage;
import io.ergosync.storage.InMemoryIdentityPoolStorage;
import io.ergosync.storage.PoolDatasets;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.Images;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import io.ergosync.storage.dynamodb.TableChanges;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.FunctionLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Made-up stories, from a seed: datasets of two identities are updated, deleted, made anew and
 * merged, over the real storage on a DynamoDB in memory; the real delivery puts what happened to a
 * stream, late, repeatedly and through its queue, with bulk publishes beside whose pages are put
 * long after they were read. Then consumers get the stream's records, each in an order of its own
 * and some of them twice. For one thread.
 */
final class StreamStory {
  private static final Target TARGET = new Target("changes", "");
  private static final List<String> KEYS = List.of("a", "b", "c");
  private static final List<DatasetId> DATASETS =
      List.of(
          ALICE.dataset(new DatasetName("x")),
          ALICE.dataset(new DatasetName("y")),
          BOB.dataset(new DatasetName("x")));

  /** How many stories a seed has, which differ in the order in which a consumer gets records. */
  static final int ORDERS = 20;

  /** What a consumer and the storage have in the end, and how it came. */
  record Outcome(
      Map<String, Map<String, String>> consumed,
      Map<String, Map<String, String>> stored,
      List<String> steps,
      List<JsonNode> records) {
    boolean exact() {
      return consumed.equals(stored);
    }

    String description() {
      return Stream.concat(steps.stream(), records.stream().map(Outcome::brief))
          .collect(Collectors.joining("\n"));
    }

    private static String brief(JsonNode record) {
      String text = record.toString();
      return "consume " + text.substring(0, Math.min(1_000, text.length()));
    }
  }

  private final RandomGenerator random;
  private final List<String> steps = new ArrayList<>();
  private final TestClock clock = new TestClock();
  private final Table table = new Table();
  private final DynamoDbDatasetStorage storage;
  private final boolean large;

  /** Whether streaming is turned off for a while. */
  private final boolean outages;

  /** Whether no deletion reaches the stream. */
  private final boolean losesDeletions;

  /** How many changes of the table were given to the feed. */
  private int fed;

  /** What the feed has seen. */
  private final Set<TableChange> seen = new LinkedHashSet<>();

  private boolean outage;
  private boolean faultless;

  private final InMemoryIdentityPoolStorage pools = new InMemoryIdentityPoolStorage();
  private final InMemoryChangeObjects objects = new InMemoryChangeObjects();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();

  /** How many messages of the queue wait or were delivered. */
  private int received;

  private final List<UndeliveredChange> waiting = new ArrayList<>();
  private final List<JsonNode> stream = new ArrayList<>();
  private final List<List<OutwardChange>> pages = new ArrayList<>();
  private final KinesisDelivery kinesis;
  private final Outlet outlet;
  private final FunctionLog log;

  private StreamStory(long seed) {
    this.random = new SplittableRandom(seed);
    this.large = random.nextInt(64) == 0;
    this.outages = random.nextInt(5) == 0;
    this.losesDeletions = random.nextInt(8) == 0;
    this.storage =
        new DynamoDbDatasetStorage(
            CallsClient.over(new SimulatedDynamoDb(table, Misbehaviour.NONE)),
            "table",
            large
                ? StorageSettings.DEFAULT
                : new StorageSettings(random.nextInt(120), 20 + random.nextInt(150), 40, 50, 9),
            Limits.DEFAULT,
            clock,
            random,
            Parallel.NONE,
            _ -> {});
    this.log =
        new FunctionLog(
            new PrintStream(OutputStream.nullOutputStream()),
            new EmbeddedMetrics(clock, "test"),
            "Test");
    this.kinesis =
        new KinesisDelivery(
            pools,
            (_, _) -> new Kinesis(),
            objects,
            KinesisDelivery.ATTEMPTS_TIME,
            clock,
            clock::advance,
            random,
            log);
    this.outlet =
        new Outlet(
            List.of(new QueuedDelivery(kinesis, Destination.KINESIS, queue, objects, clock, log)),
            storage);
    stream(StreamingStatus.ENABLED);
  }

  /** A Kinesis that refuses records, takes them without saying so, and does not fail in the end. */
  private final class Kinesis implements KinesisClient {
    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
      boolean breaks = !faultless && random.nextInt(6) == 0;
      List<PutRecordsResultEntry> results = new ArrayList<>();
      for (var entry : request.records()) {
        boolean refused = !faultless && random.nextInt(4) == 0;
        if (!refused) {
          stream.add(json(entry.data().asUtf8String()));
        }
        results.add(PutRecordsResultEntry.builder().errorCode(refused ? "Internal" : null).build());
      }
      if (breaks) {
        throw SdkClientException.create("connection reset");
      }
      return PutRecordsResponse.builder().records(results).build();
    }

    @Override
    public String serviceName() {
      return "kinesis";
    }

    @Override
    public void close() {}
  }

  /** Tells the stories of a seed and returns how each ended. */
  static List<Outcome> of(long seed, Supplier<ConsumerRule> consumers) {
    StreamStory story = new StreamStory(seed);
    story.tell();
    Map<String, Map<String, String>> stored = story.stored();
    return IntStream.range(0, ORDERS)
        .mapToObj(_ -> story.consume(consumers.get(), stored))
        .toList();
  }

  private void tell() {
    int length = large ? 12 : 6 + random.nextInt(30);
    for (int step = 0; step < length; step++) {
      step();
    }
    faultless = true;
    if (outage) {
      stream(StreamingStatus.ENABLED);
      readForBulkPublish();
    }
    feed(table.changes().size() - fed);
    while (deliverWaiting() || putPage()) {
      // Until nothing is left anywhere.
    }
  }

  /** Has a consumer get everything that is in the stream. */
  private Outcome consume(ConsumerRule consumer, Map<String, Map<String, String>> stored) {
    // From the order in which it was put to any order at all; a fifth of it comes again later.
    int displacementMax = 1 + random.nextInt(random.nextBoolean() ? 4 : 4 * stream.size() + 1);
    TreeMap<Double, JsonNode> order = new TreeMap<>();
    for (int place = 0; place < stream.size(); place++) {
      double comes = place + displacementMax * random.nextDouble();
      order.put(comes, stream.get(place));
      if (random.nextInt(5) == 0) {
        order.put(comes + displacementMax * random.nextDouble(), stream.get(place));
      }
    }
    order
        .values()
        .forEach(record ->
            consumer.take(
                name(record.get("identityId").asText(), record.get("dataSetName").asText()),
                record,
                changedRecords(record)));
    Map<String, Map<String, String>> consumed = new TreeMap<>(consumer.existingDatasets());
    if (outage || losesDeletions) {
      // Nobody learns of a deletion that was lost, unless the dataset comes back.
      consumed.keySet().retainAll(stored.keySet());
    }
    return new Outcome(consumed, stored, steps, List.copyOf(order.values()));
  }

  private void step() {
    switch (random.nextInt(29)) {
      case 0, 1, 2 -> delete(dataset());
      case 3 -> merge();
      case 4, 5, 6 -> feed(random.nextInt(table.changes().size() - fed + 1));
      case 7 -> feedAgain();
      case 8, 9 -> deliverWaiting();
      case 10 -> readForBulkPublish();
      case 11 -> putPage();
      case 12 -> keepHouse();
      case 13, 14 -> {
        if (outages) {
          turnStreamingOffOrOn();
        }
      }
      default -> edit(dataset());
    }
  }

  /** What happens while it is off is lost; most of what happened before is not. */
  private void turnStreamingOffOrOn() {
    boolean on = pools.configuration(POOL).cognitoStreams().enabled();
    feed(random.nextInt(4) == 0 ? 0 : table.changes().size() - fed);
    stream(on ? StreamingStatus.DISABLED : StreamingStatus.ENABLED);
    outage = true;
  }

  private DatasetId dataset() {
    return DATASETS.get(Math.max(0, random.nextInt(6) - 3));
  }

  private void edit(DatasetId id) {
    List<DatasetRecord> records =
        switch (storage.listChanges(id, 0)) {
          case Changes.Present present -> present.records();
          case Changes.Absent _ -> List.of();
        };
    List<RecordPatch> patches = new ArrayList<>();
    for (String key : KEYS.subList(random.nextInt(KEYS.size()), KEYS.size())) {
      if (patches.isEmpty() || random.nextInt(3) == 0) {
        long count =
            records.stream()
                .filter(record -> record.key().equals(key))
                .mapToLong(DatasetRecord::syncCount)
                .findAny()
                .orElse(0);
        patches.add(random.nextInt(4) == 0 ? remove(key, count) : replace(key, value(), count));
      }
    }
    long count = storage.update(id, update(patches)).syncCount();
    steps.add(
        "update: %s to %d, %s"
            .formatted(name(id), count, patches.stream().map(StreamStory::brief).toList()));
  }

  private static String brief(RecordPatch patch) {
    return patch.key() + (patch.value() instanceof RecordValue.Text ? "" : " removed");
  }

  private String value() {
    String text = Integer.toString(random.nextInt(1_000));
    int length = large ? 300_000 : random.nextInt(60);
    // A quote takes two bytes in JSON, so that two large values are more than a record takes.
    return text + "\"".repeat(length);
  }

  private void delete(DatasetId id) {
    try {
      storage.delete(id);
      steps.add("delete: " + name(id));
    } catch (DatasetNotFoundException e) {
      // It was deleted before.
    }
  }

  private void merge() {
    try {
      storage.merge(DATASETS.getLast(), ALICE);
      steps.add("merge: " + name(DATASETS.getLast()));
    } catch (DatasetNotFoundException | LimitExceededException e) {
      // There is none.
    }
  }

  /** Has the feed see more changes of the table. */
  private void feed(int count) {
    if (count > 0) {
      steps.add("feed: " + count);
      tell(table.changes().subList(fed, fed + count));
      fed += count;
    }
  }

  /** Has the feed see changes of the table that it has seen, as a batch that failed comes again. */
  private void feedAgain() {
    if (fed > 0) {
      int from = random.nextInt(fed);
      steps.add("feed again: from " + from);
      tell(table.changes().subList(from, from + 1 + random.nextInt(Math.min(5, fed - from))));
    }
  }

  private void tell(List<Change> changes) {
    List<TableChange> read = changes.stream().map(StreamStory::read).toList();
    Progress progress =
        outlet.publish(
            read.stream()
                .filter(
                    change -> !losesDeletions || !(change instanceof TableChange.DatasetDeleted))
                .toList());
    if (progress instanceof Progress.Stopped(int _, RuntimeException failure)) {
      throw failure;
    }
    seen.addAll(read);
    waiting.addAll(
        queue.messages().subList(received, queue.messages().size()).stream()
            .map(UndeliveredChange.class::cast)
            .toList());
    received = queue.messages().size();
  }

  private static TableChange read(Change change) {
    try {
      return new TableChanges()
          .read(
              new StreamRecord(
                  "event",
                  "1",
                  TestClock.START,
                  change.after().isEmpty() ? MissingNode.getInstance() : Images.of(change.after()),
                  change.before().isEmpty()
                      ? MissingNode.getInstance()
                      : Images.of(change.before()),
                  Json.object()));
    } catch (UnreadableRecordException e) {
      throw new AssertionError(e);
    }
  }

  /** Has any message of the queue received; false if there is none. */
  private boolean deliverWaiting() {
    if (waiting.isEmpty()) {
      return false;
    }
    UndeliveredChange message = waiting.remove(random.nextInt(waiting.size()));
    DeliveryResult result = kinesis.deliver(POOL, List.of(message.change()));
    steps.add(
        "from the queue, %s: %s %d"
            .formatted(
                result.getClass().getSimpleName(),
                name(message.change().dataset()),
                message.change().syncCount()));
    if (result instanceof DeliveryResult.Failed) {
      waiting.add(message);
    }
    return true;
  }

  /** Reads everything for a bulk publish; its pages are put some time later. */
  private void readForBulkPublish() {
    InMemoryBulkPublishStorage runs = new InMemoryBulkPublishStorage(clock);
    runs.start(POOL, "run", TARGET);
    List<DatasetId> all = existing();
    new BulkPublishWorker(
            runs,
            (_, _, _) -> new PoolDatasets.Page(all, Optional.empty()),
            new PublishedDatasets(storage, Parallel.NONE, clock),
            (_, _, changes) -> {
              pages.add(changes);
              return DeliveryResult.Delivered.DELIVERED;
            },
            (_, _, _) -> {},
            clock,
            log)
        .goOn(new BulkPublishMessage(POOL, "run"));
    steps.add("read for a bulk publish: " + all.size());
  }

  /** Puts a page of a bulk publish; false if none was read. */
  private boolean putPage() {
    if (pages.isEmpty()) {
      return false;
    }
    List<OutwardChange> page = pages.remove(random.nextInt(pages.size()));
    DeliveryResult result = kinesis.deliver(POOL, TARGET, page);
    steps.add("put a page, " + result.getClass().getSimpleName());
    if (result instanceof DeliveryResult.Failed) {
      // The whole page is put again.
      pages.add(page);
    }
    return true;
  }

  private JsonNode changedRecords(JsonNode record) {
    if (record.get("payloadType").asText().equals("S3Url")) {
      String path = URI.create(record.get("kinesisSyncRecordsURL").asText()).getPath();
      return ChangedRecordJson.array(objects.get(new ChangedRecords.Stored(path.substring(1), 0)));
    }
    return record.get("kinesisSyncRecords");
  }

  /** Settles and removes what is not needed, so that late commits find their records elsewhere. */
  private void keepHouse() {
    steps.add("keep house");
    existing().forEach(storage::settleAll);
    for (TableChange change : seen) {
      switch (change) {
        case TableChange.ChunkWritten(
                DatasetId id,
                long generation,
                String chunksId,
                Instant _) -> {
          ChunkUse use = storage.chunkUse(id, generation, chunksId);
          if (use == ChunkUse.UNUSED || use == ChunkUse.ABANDONED) {
            storage.removeChunks(id, generation, chunksId);
          }
        }
        case TableChange.DatasetDeleted deletion ->
            storage.removeGeneration(deletion.dataset(), deletion.endedGeneration());
        case TableChange _ -> {}
      }
    }
  }

  private void stream(StreamingStatus status) {
    long revision = pools.configuration(POOL).revision() + 1;
    pools.setConfiguration(
        POOL,
        new IdentityPoolConfiguration(
            revision, PushSync.NONE, new CognitoStreams(TARGET.streamName(), "", status)));
    kinesis.refresh();
    steps.add("streaming " + status);
  }

  private List<DatasetId> existing() {
    List<DatasetId> all = new ArrayList<>();
    for (Identity identity : List.of(ALICE, BOB)) {
      storage.listDatasets(identity, "", 100).forEach(dataset -> all.add(dataset.id()));
    }
    return all;
  }

  private Map<String, Map<String, String>> stored() {
    Map<String, Map<String, String>> stored = new TreeMap<>();
    for (DatasetId id : existing()) {
      Map<String, String> values = new TreeMap<>();
      for (DatasetRecord record : ((Changes.Present) storage.listChanges(id, 0)).records()) {
        if (record.value() instanceof RecordValue.Text(String text)) {
          values.put(record.key(), text);
        }
      }
      stored.put(name(id), values);
    }
    return stored;
  }

  private static String name(DatasetId id) {
    return name(id.identity().identityId().value(), id.datasetName().value());
  }

  private static String name(String identityId, String datasetName) {
    return identityId + "/" + datasetName;
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}

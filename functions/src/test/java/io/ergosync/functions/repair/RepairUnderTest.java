package io.ergosync.functions.repair;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;

import io.ergosync.TestClock;
import io.ergosync.delivery.ChangeDelivery;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RecordValue;
import io.ergosync.functions.repair.Repair.Result;
import io.ergosync.functions.repair.RepairRequest.Target;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbBulkPublishStorage;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbDeviceStorage;
import io.ergosync.storage.dynamodb.DynamoDbStoredDatasets;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageOnLocalTables;
import io.ergosync.storage.dynamodb.StorageSettings;
import io.ergosync.telemetry.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A repair on a table of its own, with a queue and a consumer that only keep. */
final class RepairUnderTest {
  /** The size of what {@link #make} makes. */
  static final long MADE_BYTES = 2 + 2 * 100;

  /** A few attempts only: a test of a corrupt dataset would wait for all of them. */
  private static final StorageSettings SETTINGS = new StorageSettings(150, 300, 40, 64, 5);

  private static final Limits LIMITS = new Limits(1_000, 1_024, 1_048_576, 8_192);

  final TestClock clock = new TestClock();
  final LogLines log = new LogLines();
  final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  final String table;
  final DynamoDbDatasetStorage storage;
  final DynamoDbUsageStorage usage;
  final Repair repair;

  /** The dataset that cannot be delivered. */
  Optional<DatasetId> failing = Optional.empty();

  private final List<OutwardChange> delivered = Collections.synchronizedList(new ArrayList<>());
  private final DynamoDbDeviceStorage devices;
  private final DynamoDbBulkPublishStorage bulkPublishes;
  private PushSync pushSync = PushSync.NONE;
  private boolean outOfTime;

  RepairUnderTest() {
    this(LocalTables.client(), LocalTables.create());
  }

  private RepairUnderTest(DynamoDbClient client, String table) {
    Random random = new Random();
    Backoff backoff = Backoff.fullJitter(random);
    this.table = table;
    this.storage = StorageOnLocalTables.create(client, table, SETTINGS, LIMITS, clock);
    this.usage =
        new DynamoDbUsageStorage(
            client, table, StorageSettings.DEFAULT, clock, random, Parallel.NONE, backoff);
    this.devices = new DynamoDbDeviceStorage(client, table, random, backoff);
    this.bulkPublishes = new DynamoDbBulkPublishStorage(client, table, clock);
    DynamoDbStoredDatasets stored = new DynamoDbStoredDatasets(client, table);
    Clock watched = new Watched();
    this.repair =
        new Repair(
            stored,
            new DatasetRepair(
                stored,
                storage,
                storage,
                usage,
                List.of(new Consumer()),
                _ -> pushSync,
                devices,
                queue,
                watched),
            bulkPublishes,
            Parallel.upTo(Repair.CONCURRENT_DATASETS_MAX),
            watched,
            log.log());
  }

  /** Another process on the same table. */
  RepairUnderTest on(DynamoDbClient client) {
    return new RepairUnderTest(client, table);
  }

  Result repair(Target target) {
    return repair(target, RepairPosition.START);
  }

  Result repair(Target target, RepairPosition from) {
    return repair.repair(target, from);
  }

  /** What the pool's usage says. */
  long counted() {
    return usage.usage(POOL).orElseThrow().dataStorage();
  }

  /** What the consumer got. */
  List<OutwardChange> delivered() {
    return List.copyOf(delivered);
  }

  /** The records of a change, as {@code key=value@syncCount}. */
  static List<String> records(OutwardChange change) {
    return ((ChangedRecords.Here) change.records())
        .records().stream()
            .map(record ->
                "%s=%s@%d"
                    .formatted(
                        record.key(),
                        record.value() instanceof RecordValue.Text(String text) ? text : "null",
                        record.syncCount()))
            .sorted()
            .toList();
  }

  /** Makes a dataset of {@link #MADE_BYTES} with two settled records, a and b. */
  DatasetId make(DatasetId id) {
    storage.update(id, update(replace("a", "v".repeat(100), 0), replace("b", "w".repeat(100), 0)));
    storage.settleAll(id);
    return id;
  }

  /** Has the pool push. */
  void pushes() {
    pushSync = new PushSync(List.of("arn:aws:sns:us-east-1:123456789012:app/GCM/Sample"), "");
  }

  void subscribe(String token, DatasetId... datasets) {
    Device device =
        Device.of(
            ALICE,
            Platform.GCM,
            new PushToken(token),
            "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/Sample/" + token);
    devices.register(device);
    for (DatasetId id : datasets) {
      devices.subscribe(id, device.deviceId());
    }
  }

  void startBulkPublish(String runId) {
    bulkPublishes.start(POOL, runId, new BulkPublishState.Target("ergosync-changes", ""));
  }

  /** From now on, no invocation has time for more than it has to do. */
  void outOfTime() {
    outOfTime = true;
  }

  /** The sort keys of the items of a life of a dataset. */
  List<String> itemsOf(DatasetId id, long generation) {
    return LocalTables.client()
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(
                    Map.of(":pk", AttributeValue.fromS(records(id, generation))))
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> item.get("sk").s())
        .toList();
  }

  /** Puts a slice as a writer does that crashes before anything points at it. */
  void putChunk(DatasetId id, long generation, String chunksId) {
    LocalTables.client()
        .putItem(put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(records(id, generation)),
                        "sk", AttributeValue.fromS("~" + chunksId + "#0000"),
                        "entity", AttributeValue.fromS("CHUNK"),
                        "data", AttributeValue.fromB(SdkBytes.fromUtf8String("data")))));
  }

  /** Takes a settled record away. */
  void damageRecord(DatasetId id, String key) {
    LocalTables.client()
        .deleteItem(delete ->
            delete
                .tableName(table)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS(records(id, 0)),
                        "sk", AttributeValue.fromS("R#" + key))));
  }

  /** Makes a head unreadable. */
  void damageHead(DatasetId id) {
    LocalTables.client()
        .updateItem(change ->
            change
                .tableName(table)
                .key(headKey(id))
                .updateExpression("SET journal = :damage")
                .expressionAttributeValues(
                    Map.of(
                        ":damage",
                        AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {9, 9})))));
  }

  static Map<String, AttributeValue> headKey(DatasetId id) {
    return Map.of(
        "pk",
        AttributeValue.fromS(
            "IDENTITY#%s#%s".formatted(id.identity().identityPoolId(), id.identity().identityId())),
        "sk",
        AttributeValue.fromS("DATASET#" + id.datasetName()));
  }

  static String records(DatasetId id, long generation) {
    return "RECORDS#%s#%s#%s#%d"
        .formatted(
            id.identity().identityPoolId(),
            id.identity().identityId(),
            id.datasetName(),
            generation);
  }

  private final class Consumer implements ChangeDelivery {
    @Override
    public void refresh() {}

    @Override
    public boolean wanted(IdentityPoolId identityPoolId) {
      return true;
    }

    @Override
    public void deliver(List<OutwardChange> changes) {
      if (changes.stream().anyMatch(change -> failing.equals(Optional.of(change.dataset())))) {
        throw new IllegalStateException("neither delivered nor queued");
      }
      delivered.addAll(changes);
    }
  }

  /** The test's clock, on which each look may take the whole time of an invocation. */
  private final class Watched extends Clock {
    @Override
    public Instant instant() {
      if (outOfTime) {
        clock.advance(Repair.WORKING_TIME.plus(Duration.ofSeconds(1)));
      }
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return clock.withZone(zone);
    }
  }
}

package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Changes;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.storage.Samples;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Items that are missing or wrong while nobody writes: the dataset is corrupt, which no number of
 * attempts mends, and is reported as that at the second reading of the head.
 */
class CorruptionTest {
  private static final RecordPatch LARGE = replace("large", "v".repeat(500), 0);

  private final String table = LocalTables.create();
  private final AtomicInteger pauses = new AtomicInteger();
  private final DynamoDbDatasetStorage storage =
      new DynamoDbDatasetStorage(
          LocalTables.client(),
          table,
          StorageOnLocalTables.TINY,
          new Limits(20, 100, 10_000, 200),
          Clock.fixed(Samples.NOW, ZoneOffset.UTC),
          new Random(),
          Parallel.NONE,
          attempt -> pauses.incrementAndGet());

  @Test
  void missingChunksOfAPatch() {
    storage.update(SETTINGS, update(LARGE));
    remove(key -> key.startsWith("~P"));

    isCorrupt(() -> storage.listChanges(SETTINGS, 0), "chunks of a patch are missing");
    isCorrupt(
        () -> storage.update(SETTINGS, update(replace("other", "1", 0))), "chunks of a patch");
    isCorrupt(() -> storage.settle(SETTINGS), "chunks of a patch are missing");
    isCorrupt(() -> storage.settleAll(SETTINGS), "chunks of a patch are missing");
    canBeDeleted();
  }

  @Test
  void missingChunksOfAValue() {
    storage.update(SETTINGS, update(LARGE));
    storage.settleAll(SETTINGS);
    remove(key -> key.startsWith("~V"));

    isCorrupt(() -> storage.listChanges(SETTINGS, 0), "chunks of a value are missing");
    canBeDeleted();
  }

  @Test
  void surplusChunkOfAPatch() {
    storage.update(SETTINGS, update(LARGE));
    String chunksId = headItem().get("overflowId").s();
    int count = Integer.parseInt(headItem().get("overflowChunks").n());
    Map<String, AttributeValue> surplus = new HashMap<>(item(Keys.chunk(chunksId, count - 1)));
    surplus.put(Keys.SK, AttributeValue.fromS(Keys.chunk(chunksId, count)));
    LocalTables.client().putItem(put -> put.tableName(table).item(surplus));

    isCorrupt(() -> storage.listChanges(SETTINGS, 0), "chunks of a patch are missing");
    canBeDeleted();
  }

  @Test
  void chunkOfAPatchInAnotherPlace() {
    storage.update(SETTINGS, update(LARGE));
    String chunksId = headItem().get("overflowId").s();
    int count = Integer.parseInt(headItem().get("overflowChunks").n());
    Map<String, AttributeValue> moved = new HashMap<>(item(Keys.chunk(chunksId, 0)));
    moved.put(Keys.SK, AttributeValue.fromS(Keys.chunk(chunksId, count)));
    remove(key -> key.equals(Keys.chunk(chunksId, 0)));
    LocalTables.client().putItem(put -> put.tableName(table).item(moved));

    isCorrupt(() -> storage.listChanges(SETTINGS, 0), "chunks of a patch are missing");
    canBeDeleted();
  }

  @Test
  void missingRecord() {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "2", 0)));
    storage.settleAll(SETTINGS);
    remove(key -> key.equals("R#a"));

    isCorrupt(() -> storage.listChanges(SETTINGS, 0), "it has 1 items where its head counts 2");
    canBeDeleted();
  }

  @Test
  void recordFromTheFuture() {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "2", 0)));
    storage.settleAll(SETTINGS);
    Map<String, AttributeValue> record = new HashMap<>(item("R#a"));
    record.put("syncCount", AttributeValue.fromN("7"));
    LocalTables.client().putItem(put -> put.tableName(table).item(record));

    isCorrupt(() -> storage.listChanges(SETTINGS, 0), "a settled record is newer than its head");
    isCorrupt(
        () -> storage.update(SETTINGS, update(replace("a", "2", 1))),
        "a settled record is newer than its head");
    canBeDeleted();
  }

  @Test
  void damagedJournal() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    Map<String, AttributeValue> head = new HashMap<>(headItem());
    head.put("journal", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {9})));
    LocalTables.client().putItem(put -> put.tableName(table).item(head));

    assertThatThrownBy(() -> storage.listChanges(SETTINGS, 0))
        .isInstanceOf(CorruptDatasetException.class);
  }

  @Test
  void listDuringADeletion_neverMixesGenerations() {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "1", 0)));
    storage.settleAll(SETTINGS);
    List<Map<String, AttributeValue>> firstRecords = List.of(item("R#a"), item("R#b"));
    storage.update(SETTINGS, update(replace("a", "2", 1)));
    storage.settleAll(SETTINGS);
    DynamoDbDatasetStorage interrupted =
        StorageOnLocalTables.create(
            InterceptedClient.first(
                QueryRequest.class::isInstance,
                LocalTables.client(),
                (request, send) -> {
                  storage.delete(SETTINGS);
                  storage.removeGeneration(SETTINGS, 0);
                  // A writer that was settling for long puts old records back.
                  firstRecords.forEach(record ->
                      LocalTables.client().putItem(put -> put.tableName(table).item(record)));
                  return send.call();
                }),
            table,
            StorageOnLocalTables.TINY,
            new Limits(20, 100, 10_000, 200),
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));

    assertThat(interrupted.listChanges(SETTINGS, 0)).isInstanceOf(Changes.Absent.class);
  }

  private void isCorrupt(ThrowingCallable call, String why) {
    pauses.set(0);
    assertThatThrownBy(call)
        .isInstanceOf(CorruptDatasetException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("settings");
    assertThat(pauses.get()).as("attempts before the second reading").isLessThanOrEqualTo(1);
  }

  /** What operators are told to do with a dataset that cannot be restored. */
  private void canBeDeleted() {
    storage.delete(SETTINGS);
    storage.update(SETTINGS, update(replace("new", "1", 0)));
    assertThat(((Changes.Present) storage.listChanges(SETTINGS, 0)).records())
        .extracting(DatasetRecord::key)
        .containsExactly("new");
  }

  private Map<String, AttributeValue> item(String sortKey) {
    return get(Keys.records(SETTINGS, 0), sortKey);
  }

  private Map<String, AttributeValue> headItem() {
    return get(Keys.identity(SETTINGS.identity()), Keys.head("settings"));
  }

  private Map<String, AttributeValue> get(String partition, String sortKey) {
    return LocalTables.client()
        .getItem(get -> get.tableName(table).key(DatasetTable.keyAttributes(partition, sortKey)))
        .item();
  }

  private void remove(Predicate<String> sortKeys) {
    LocalTables.client().scanPaginator(scan -> scan.tableName(table)).items().stream()
        .filter(item -> sortKeys.test(item.get(Keys.SK).s()))
        .forEach(item ->
            LocalTables.client()
                .deleteItem(delete ->
                    delete
                        .tableName(table)
                        .key(Map.of(Keys.PK, item.get(Keys.PK), Keys.SK, item.get(Keys.SK)))));
  }
}

package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Changes;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.storage.ChunkUse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What happens to a dataset off the request path, looked at item by item. */
class HousekeepingTest {
  private final String table = LocalTables.create();
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          LocalTables.client(),
          table,
          // Every patch of more than a few bytes goes to chunks, every value of more than four too.
          new StorageSettings(0, 40, 4, 32, 60),
          Limits.DEFAULT,
          Clock.systemUTC());

  @Test
  void settle_movesTheOverflowIntoItemsAndRemovesNothingAnyoneReads() {
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "x", 0)));
    assertThat(records()).noneMatch(sortKey -> sortKey.startsWith("R#"));
    Changes before = storage.listChanges(SETTINGS, 0);

    assertThat(storage.settle(SETTINGS)).isTrue();

    assertThat(records()).contains("R#a", "R#b").anyMatch(key -> key.startsWith("~V1-"));
    assertThat(storage.listChanges(SETTINGS, 0)).isEqualTo(before);
    assertThat(head()).doesNotContainKeys("overflowId", "journal");
    assertThat(storage.settle(SETTINGS)).as("nothing left to settle").isTrue();
  }

  @Test
  void settle_raisesTheRevisionWithoutACommit() {
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "long too", 0)));
    String revision = head().get("revision").n();

    storage.settle(SETTINGS);

    assertThat(head().get("revision").n()).isNotEqualTo(revision);
    assertThat(head().get("syncCount").n()).isEqualTo("1");
  }

  @Test
  void settle_ofADatasetThatNeverExisted_isDone() {
    assertThat(storage.settle(SETTINGS)).isTrue();
  }

  @Test
  void removeChunks_leavesTheChunksThatTheHeadPointsAt() {
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "long too", 0)));
    String commitId = head().get("overflowId").s();

    storage.removeChunks(SETTINGS, 0, commitId);
    assertThat(records()).anyMatch(key -> key.startsWith("~" + commitId));

    storage.settle(SETTINGS);
    storage.removeChunks(SETTINGS, 0, commitId);
    assertThat(records()).noneMatch(key -> key.startsWith("~" + commitId));
    assertThat(((Changes.Present) storage.listChanges(SETTINGS, 0)).records()).hasSize(2);
  }

  @Test
  void chunkUse_ofAPatch_followsTheHead() {
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "long too", 0)));
    String commitId = head().get("overflowId").s();

    assertThat(storage.chunkUse(SETTINGS, 0, commitId)).isEqualTo(ChunkUse.UNDECIDED);
    storage.settle(SETTINGS);
    assertThat(storage.chunkUse(SETTINGS, 0, commitId)).isEqualTo(ChunkUse.ABANDONED);
  }

  @Test
  void chunkUse_ofAValue_followsTheSettledRecord() {
    String first = Keys.valueChunksId("a", 1, 32);
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "long too", 0)));
    assertThat(storage.chunkUse(SETTINGS, 0, first)).isEqualTo(ChunkUse.UNDECIDED);

    storage.settleAll(SETTINGS);
    assertThat(storage.chunkUse(SETTINGS, 0, first)).isEqualTo(ChunkUse.VALUE);

    storage.update(SETTINGS, update(replace("a", "", 1)));
    storage.settleAll(SETTINGS);
    assertThat(storage.chunkUse(SETTINGS, 0, first)).isEqualTo(ChunkUse.UNUSED);

    storage.delete(SETTINGS);
    assertThat(storage.chunkUse(SETTINGS, 0, first)).isEqualTo(ChunkUse.ABANDONED);
  }

  @Test
  void settleAll_leavesNothingInTheHead_andChangesNothingThatIsListed() {
    storage.update(SETTINGS, update(replace("a", "", 0)));
    Changes before = storage.listChanges(SETTINGS, 0);

    assertThat(storage.settleAll(SETTINGS)).isTrue();

    assertThat(head()).doesNotContainKeys("overflowId", "journal");
    assertThat(storage.listChanges(SETTINGS, 0)).isEqualTo(before);
    String revision = head().get("revision").n();
    assertThat(storage.settleAll(SETTINGS)).as("nothing left to settle").isTrue();
    assertThat(head().get("revision").n())
        .as("so that what was based on the revision before cannot succeed")
        .isNotEqualTo(revision);
  }

  @Test
  void removeGeneration_removesOnlyALifeThatEnded() {
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "long too", 0)));
    storage.settle(SETTINGS);
    assertThatThrownBy(() -> storage.removeGeneration(SETTINGS, 0))
        .isInstanceOf(IllegalStateException.class);

    storage.delete(SETTINGS);
    storage.update(SETTINGS, update(replace("c", "long value", 0), replace("d", "long too", 0)));
    storage.settle(SETTINGS);
    storage.removeGeneration(SETTINGS, 0);

    assertThat(records()).isEmpty();
    assertThat(((Changes.Present) storage.listChanges(SETTINGS, 0)).records()).hasSize(2);
  }

  @Test
  void update_thatConflicts_leavesNothingBehind() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    List<String> before = records();

    assertThatThrownBy(() ->
            storage.update(
                SETTINGS, update(replace("a", "a value for chunks", 9), replace("b", "x", 0))))
        .isInstanceOf(StaleSyncCountException.class);

    assertThat(records()).isEqualTo(before);
  }

  @Test
  void settledValues_ofReplacedRecords_areReadInTheirNewestVersion() {
    storage.update(SETTINGS, update(replace("a", "first value", 0), replace("b", "x", 0)));
    storage.update(SETTINGS, update(replace("a", "second value", 1), replace("b", "y", 1)));
    storage.update(SETTINGS, update(remove("a", 2), replace("c", "a third value", 0)));
    storage.settle(SETTINGS);

    Changes.Present changes = (Changes.Present) storage.listChanges(SETTINGS, 0);
    assertThat(changes.records())
        .extracting(record -> record.key() + record.syncCount() + record.live())
        .containsExactly("b2true", "a3false", "c3true");
  }

  @Test
  void aMissingSettledRecord_isReportedAsDamage() {
    storage.update(SETTINGS, update(replace("a", "long value", 0), replace("b", "long too", 0)));
    storage.settle(SETTINGS);
    LocalTables.client()
        .deleteItem(delete ->
            delete
                .tableName(table)
                .key(DatasetTable.keyAttributes(Keys.records(SETTINGS, 0), "R#b")));

    assertThatThrownBy(() -> storage.listChanges(SETTINGS, 0))
        .isInstanceOf(CorruptDatasetException.class)
        .hasMessageContaining("1 items where its head counts 2");
  }

  @Test
  void aHeadThatCanNotBeDecoded_isReportedAsDamage() {
    storage.update(SETTINGS, update(replace("a", "", 0)));
    LocalTables.client()
        .updateItem(change ->
            change
                .tableName(table)
                .key(
                    DatasetTable.keyAttributes(
                        Keys.identity(SETTINGS.identity()), "DATASET#settings"))
                .updateExpression("SET journal = :damage")
                .expressionAttributeValues(
                    Map.of(
                        ":damage",
                        AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {9, 9})))));

    assertThatThrownBy(() -> storage.describe(SETTINGS))
        .isInstanceOf(CorruptDatasetException.class)
        .hasMessageContaining("a journal of version 9");
  }

  private Map<String, AttributeValue> head() {
    return LocalTables.client()
        .getItem(get ->
            get.tableName(table)
                .key(
                    DatasetTable.keyAttributes(
                        Keys.identity(SETTINGS.identity()), "DATASET#settings"))
                .consistentRead(true))
        .item();
  }

  /** The sort keys of the first life's records and chunks. */
  private List<String> records() {
    return LocalTables.client()
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(
                    Map.of(":pk", AttributeValue.fromS(Keys.records(SETTINGS, 0))))
                .consistentRead(true))
        .items()
        .stream()
        .map(item -> item.get("sk").s())
        .toList();
  }
}

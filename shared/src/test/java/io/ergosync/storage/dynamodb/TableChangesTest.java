package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.change.Patch;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.NoConsequence;
import io.ergosync.change.UnreadableRecordException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableChangesTest {
  private static final Target STREAM = new Target("changes", "");

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final String table = LocalTables.create();
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          LocalTables.client(),
          table,
          // Patches of more than some bytes go to chunks, values of more than four too.
          new StorageSettings(500, 60, 4, 32, 60),
          Limits.DEFAULT,
          Clock.systemUTC());

  @Test
  void head_ofTheFirstUpdate_isACommitWithItsRecords() throws Exception {
    storage.update(SETTINGS, update(replace("a", "1", 0)));

    TableChange.DatasetCommitted commit = committed(read(head(), MissingNode.getInstance()));

    assertThat(commit.dataset()).isEqualTo(SETTINGS);
    assertThat(commit.syncCount()).isEqualTo(1);
    assertThat(commit.generation()).isZero();
    assertThat(commit.revision()).isEqualTo(1);
    assertThat(commit.dataBytes()).isEqualTo(2);
    assertThat(commit.resized()).isTrue();
    assertThat(storage.records(commit)).extracting(DatasetRecord::key).containsExactly("a");
  }

  @Test
  void head_ofALaterUpdate_hasOnlyTheRecordsOfThatUpdate() throws Exception {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "1", 0)));
    ObjectNode before = head();
    storage.update(SETTINGS, update(replace("b", "2", 1), remove("c", 0)));

    TableChange.DatasetCommitted commit = committed(read(head(), before));

    assertThat(commit.syncCount()).isEqualTo(2);
    assertThat(commit.resized()).isFalse();
    assertThat(storage.records(commit))
        .extracting(record -> record.key() + record.syncCount() + record.live())
        .containsExactly("b2true", "c2false");
  }

  @Test
  void head_ofALargeUpdate_saysWhereItsRecordsAre() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0)));

    TableChange.DatasetCommitted commit = committed(read(head(), MissingNode.getInstance()));

    assertThat(commit.patch()).isInstanceOf(Patch.Chunked.class);
    assertThat(storage.records(commit)).extracting(DatasetRecord::key).containsExactly("a");
  }

  @Test
  void records_ofACommitWhoseChunksAreGone_areThoseThatNobodyReplaced() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0), replace("b", "1", 0)));
    TableChange.DatasetCommitted commit = committed(read(head(), MissingNode.getInstance()));
    storage.settle(SETTINGS);
    storage.update(SETTINGS, update(replace("b", "2", 1)));
    storage.removeChunks(SETTINGS, 0, ((Patch.Chunked) commit.patch()).chunksId());

    assertThat(storage.records(commit)).extracting(DatasetRecord::key).containsExactly("a");

    storage.delete(SETTINGS);
    assertThat(storage.records(commit)).isEmpty();
  }

  @Test
  void head_thatWasOnlySettled_hasNoConsequence() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0)));
    ObjectNode before = head();
    storage.settle(SETTINGS);

    assertThat(read(head(), before)).isEqualTo(NoConsequence.NO_CONSEQUENCE);
  }

  @Test
  void head_ofADeletedDataset_saysWhatEnded_andItsReturnIsACommit() throws Exception {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    ObjectNode before = head();
    storage.delete(SETTINGS);
    ObjectNode deleted = head();

    assertThat(read(deleted, before))
        .isEqualTo(new TableChange.DatasetDeleted(SETTINGS, 0, 2, 1, NOW));

    storage.update(SETTINGS, update(replace("a", "2", 0)));
    TableChange.DatasetCommitted commit = committed(read(head(), deleted));
    assertThat(commit.syncCount()).isEqualTo(2);
    assertThat(commit.generation()).isEqualTo(1);
    assertThat(commit.deletedSyncCount()).isEqualTo(1);
    assertThat(commit.resized()).isTrue();
  }

  @Test
  void chunk_saysWhoseItIs() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0)));
    String chunksId = head().path("overflowId").path("S").asText();

    assertThat(
            read(
                item(Keys.records(SETTINGS, 0), Keys.chunk(chunksId, 0)),
                MissingNode.getInstance()))
        .isEqualTo(new TableChange.ChunkWritten(SETTINGS, 0, chunksId, NOW));
  }

  @Test
  void record_thatReplacesALargeOne_saysWhatIsNotNeededAnyMore() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0)));
    storage.settle(SETTINGS);
    ObjectNode before = item(Keys.records(SETTINGS, 0), "R#a");
    storage.update(SETTINGS, update(replace("a", "1", 1)));
    storage.settleAll(SETTINGS);

    assertThat(read(item(Keys.records(SETTINGS, 0), "R#a"), before))
        .isEqualTo(new TableChange.LargeValueReplaced(SETTINGS, 0, Keys.valueChunksId("a", 1, 32)));
    assertThat(read(before, MissingNode.getInstance())).isEqualTo(NoConsequence.NO_CONSEQUENCE);
  }

  @Test
  void bulkPublish_isToldWhenItStarts_andNotWhenItEnds() throws Exception {
    ObjectNode started = bulkPublish(new BulkPublishState.InProgress("run-1", STREAM, NOW));

    assertThat(read(started, MissingNode.getInstance()))
        .isEqualTo(new TableChange.BulkPublishStarted(POOL, "run-1"));
    assertThat(
            read(bulkPublish(new BulkPublishState.Succeeded("run-1", STREAM, NOW, NOW)), started))
        .isEqualTo(NoConsequence.NO_CONSEQUENCE);
  }

  @Test
  void removal_hasNoConsequence() throws Exception {
    storage.update(SETTINGS, update(replace("a", "1", 0)));

    assertThat(read(MissingNode.getInstance(), head())).isEqualTo(NoConsequence.NO_CONSEQUENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNICORN", ""})
  void item_ofAnUnknownKind_isUnreadable(String entity) {
    ObjectNode image = Json.object();
    image.putObject("entity").put("S", entity);

    assertThatThrownBy(() -> read(image, MissingNode.getInstance()))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining(entity);
  }

  @Test
  void head_thatIsDamaged_isUnreadable() {
    storage.update(SETTINGS, update(replace("a", "a secret", 0)));
    ObjectNode image = head();
    image.putObject("journal").put("B", "CQkJ");

    assertThatThrownBy(() -> read(image, MissingNode.getInstance()))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void read_bulkPublishThatCameFurther_hasNoConsequence() throws UnreadableRecordException {
    BulkPublishState run = new BulkPublishState.InProgress("run", STREAM, NOW);
    ObjectNode further = bulkPublish(run, BulkPublishProgress.START.to("3/x", 8, 0));

    assertThat(read(further, bulkPublish(run))).isEqualTo(NoConsequence.NO_CONSEQUENCE);
    assertThat(read(further, bulkPublish(new BulkPublishState.Failed("before", NOW, "why"))))
        .isEqualTo(new TableChange.BulkPublishStarted(POOL, "run"));
  }

  private static TableChange.DatasetCommitted committed(TableChange change) {
    return (TableChange.DatasetCommitted) change;
  }

  private static TableChange read(JsonNode newImage, JsonNode oldImage)
      throws UnreadableRecordException {
    return new TableChanges()
        .read(new StreamRecord("1", "1", NOW, newImage, oldImage, Json.object()));
  }

  private ObjectNode head() {
    return item(Keys.identity(SETTINGS.identity()), "DATASET#settings");
  }

  private ObjectNode item(String pk, String sk) {
    Map<String, AttributeValue> item =
        LocalTables.client()
            .getItem(get ->
                get.tableName(table).key(DatasetTable.keyAttributes(pk, sk)).consistentRead(true))
            .item();
    assertThat(item).isNotEmpty();
    return Images.of(item);
  }

  private static ObjectNode bulkPublish(BulkPublishState state) {
    return bulkPublish(state, BulkPublishProgress.START);
  }

  private static ObjectNode bulkPublish(BulkPublishState state, BulkPublishProgress progress) {
    return Images.of(
        StoredBulkPublish.SCHEMA.itemToMap(
            new StoredBulkPublish(POOL, 1, state, progress, 0), true));
  }
}

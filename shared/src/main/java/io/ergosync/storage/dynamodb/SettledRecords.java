package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import io.ergosync.storage.dynamodb.SettledRecord.StoredValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Reads and writes the records that are in items of their own. */
final class SettledRecords {
  private static final int BATCH_GET_MAX = 100;

  private final DatasetTable table;
  private final ChunkStore chunks;
  private final StorageSettings settings;
  private final Parallel parallel;
  private final Backoff backoff;

  SettledRecords(
      DatasetTable table,
      ChunkStore chunks,
      StorageSettings settings,
      Parallel parallel,
      Backoff backoff) {
    this.table = table;
    this.chunks = chunks;
    this.settings = settings;
    this.parallel = parallel;
    this.backoff = backoff;
  }

  /** Puts each record into an item of its own, unless there is one that is as new. */
  void settle(String partition, List<DatasetRecord> records) {
    parallel.forEach(records, record -> settle(partition, record));
  }

  private void settle(String partition, DatasetRecord record) {
    switch (record.value()) {
      case RecordValue.Text text when text.bytes() > settings.valueBytesMax() ->
          settleChunked(partition, record, text);
      case RecordValue value ->
          putIfOlder(SettledRecord.of(partition, record, new StoredValue.Inline(value)));
    }
  }

  private void settleChunked(String partition, DatasetRecord record, RecordValue.Text text) {
    String chunksId =
        Keys.valueChunksId(record.key(), record.syncCount(), settings.chunkBytesMax());
    int chunkCount = chunks.write(partition, chunksId, text.utf8());
    putIfOlder(
        SettledRecord.of(
            partition, record, new StoredValue.Chunked(chunksId, chunkCount, text.bytes())));
  }

  /**
   * Puts the record unless one is there that is as new. Chunks that were written for it in vain are
   * not removed here: another writer may have put a record that points at the same ones.
   */
  private void putIfOlder(SettledRecord record) {
    try {
      table
          .records()
          .putItem(put ->
              put.item(record).conditionExpression(DatasetTable.olderThan(record.syncCount())));
    } catch (ConditionalCheckFailedException _) {
      // The record is settled as it is or as a newer version.
    }
  }

  /** Those of the keys that are settled, as of now. */
  List<SettledRecord> find(String partition, Collection<String> keys) {
    List<SettledRecord> found = new ArrayList<>();
    List<Key> left =
        keys.stream().map(key -> DatasetTable.key(partition, Keys.record(key))).toList();
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<Key> undone = new ArrayList<>();
      for (int from = 0; from < left.size(); from += BATCH_GET_MAX) {
        List<Key> batch = left.subList(from, Math.min(left.size(), from + BATCH_GET_MAX));
        BatchGetResultPage page = batchGet(batch);
        found.addAll(page.resultsForTable(table.records()));
        undone.addAll(page.unprocessedKeysForTable(table.records()));
      }
      left = undone;
      if (!left.isEmpty()) {
        Attempts.next(attempt, settings, backoff);
      }
    }
    return found;
  }

  private BatchGetResultPage batchGet(List<Key> keys) {
    ReadBatch.Builder<SettledRecord> batch =
        ReadBatch.builder(SettledRecord.class).mappedTableResource(table.records());
    keys.forEach(key -> batch.addGetItem(get -> get.key(key).consistentRead(true)));
    BatchGetItemEnhancedRequest request =
        BatchGetItemEnhancedRequest.builder().readBatches(batch.build()).build();
    // One page: the paginator would ask for what was left undone at once and without end.
    return table.enhanced().batchGetItem(request).iterator().next();
  }

  /** Every settled record of a life of a dataset. */
  List<SettledRecord> all(String partition) {
    return table
        .records()
        .query(query ->
            query
                .queryConditional(
                    QueryConditional.sortLessThan(DatasetTable.key(partition, Keys.CHUNKS)))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** Whether the value of a settled record is in these chunks. */
  boolean pointAt(String partition, String chunksId) {
    return all(partition).stream()
        .anyMatch(record ->
            record.value() instanceof StoredValue.Chunked chunked
                && chunked.chunksId().equals(chunksId));
  }

  /** The record with its value; empty if chunks of the value are missing. */
  Optional<DatasetRecord> withValue(SettledRecord record) {
    return switch (record.value()) {
      case StoredValue.Inline(RecordValue value) -> Optional.of(record.withValue(value));
      case StoredValue.Chunked chunked ->
          chunks
              .read(record.partition(), chunked.chunksId(), chunked.chunkCount())
              .map(utf8 -> record.withValue(text(utf8)));
    };
  }

  private static RecordValue text(byte[] utf8) {
    return new RecordValue.Text(new String(utf8, StandardCharsets.UTF_8));
  }
}

package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Tombstone;
import io.ergosync.storage.dynamodb.SettledRecord.StoredValue;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How a {@link SettledRecord} is stored; a tombstone is one that has neither a value nor chunks of
 * it.
 */
final class SettledRecordSchema {
  static final String SYNC_COUNT = "syncCount";

  static final TableSchema<SettledRecord> SCHEMA =
      TableSchema.builder(SettledRecord.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(SettledRecord::partition)
                      .setter((b, v) -> b.partition = v)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(record -> Keys.record(record.key()))
                      .setter((b, v) -> b.sortKey = v)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> "RECORD").setter((_, _) -> {}))
          .addAttribute(
              String.class,
              a ->
                  a.name("key")
                      .getter(record -> Keys.hashed(record.key()) ? record.key() : null)
                      .setter((b, v) -> b.key = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("value")
                      .getter(SettledRecordSchema::inlineText)
                      .setter((b, v) -> b.value = new StoredValue.Inline(new RecordValue.Text(v))))
          .addAttribute(
              String.class,
              a ->
                  a.name("valueChunksId")
                      .getter(record ->
                          record.value() instanceof StoredValue.Chunked c ? c.chunksId() : null)
                      .setter((b, v) -> b.valueChunksId = v))
          .addAttribute(
              Integer.class,
              a ->
                  a.name("valueChunks")
                      .getter(record ->
                          record.value() instanceof StoredValue.Chunked c ? c.chunkCount() : null)
                      .setter((b, v) -> b.valueChunks = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("valueBytes")
                      .getter(record ->
                          record.value() instanceof StoredValue.Chunked c ? c.bytes() : null)
                      .setter((b, v) -> b.valueBytes = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(SYNC_COUNT)
                      .getter(SettledRecord::syncCount)
                      .setter((b, v) -> b.syncCount = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("modified")
                      .getter(record -> record.modified().toEpochMilli())
                      .setter((b, v) -> b.modified = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("modifiedBy")
                      .getter(SettledRecord::modifiedBy)
                      .setter((b, v) -> b.modifiedBy = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("deviceModified")
                      .getter(record -> record.deviceModified().toEpochMilli())
                      .setter((b, v) -> b.deviceModified = v))
          .build();

  private SettledRecordSchema() {}

  private static String inlineText(SettledRecord record) {
    return record.value() instanceof StoredValue.Inline(RecordValue.Text text) ? text.text() : null;
  }

  /** Collects the attributes of an item. */
  static final class Builder {
    private String partition = "";
    private String sortKey = "";
    private String key = "";
    private StoredValue value = new StoredValue.Inline(Tombstone.TOMBSTONE);
    private String valueChunksId = "";
    private int valueChunks;
    private long valueBytes;
    private long syncCount = -1;
    private long modified;
    private String modifiedBy = "";
    private long deviceModified;

    SettledRecord build() {
      if (syncCount < 1) {
        throw new IllegalArgumentException("the sync count is missing in " + partition);
      }
      return new SettledRecord(
          partition,
          key.isEmpty() ? Keys.plainKey(sortKey) : key,
          valueChunksId.isEmpty()
              ? value
              : new StoredValue.Chunked(valueChunksId, valueChunks, valueBytes),
          syncCount,
          Instant.ofEpochMilli(modified),
          modifiedBy,
          Instant.ofEpochMilli(deviceModified));
    }
  }
}

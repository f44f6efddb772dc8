package io.ergosync.storage.dynamodb;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordVersion;
import io.ergosync.domain.Utf8;
import java.time.Instant;

/** A record in an item of its own. */
record SettledRecord(
    String partition,
    String key,
    StoredValue value,
    long syncCount,
    Instant modified,
    String modifiedBy,
    Instant deviceModified) {
  SettledRecord {
    requireNonNull(partition);
    requireNonNull(key);
    requireNonNull(value);
    requireNonNull(modified);
    requireNonNull(modifiedBy);
    requireNonNull(deviceModified);
  }

  /** How a settled record holds its value. */
  sealed interface StoredValue {
    /** In the item: a text or a tombstone. */
    record Inline(RecordValue value) implements StoredValue {}

    /**
     * In chunks, because it is too large for an item.
     *
     * @param bytes its length in UTF-8
     */
    record Chunked(String chunksId, int chunkCount, long bytes) implements StoredValue {
      public Chunked {
        requireNonNull(chunksId);
      }
    }
  }

  static SettledRecord of(String partition, DatasetRecord record, StoredValue value) {
    return new SettledRecord(
        partition,
        record.key(),
        value,
        record.syncCount(),
        record.lastModifiedDate(),
        record.lastModifiedBy(),
        record.deviceLastModifiedDate());
  }

  /** The record with the value that the item holds or points at. */
  DatasetRecord withValue(RecordValue recordValue) {
    return new DatasetRecord(key, recordValue, syncCount, modified, modifiedBy, deviceModified);
  }

  RecordVersion version() {
    return switch (value) {
      case StoredValue.Inline inline -> RecordVersion.of(withValue(inline.value()));
      case StoredValue.Chunked chunked ->
          new RecordVersion(syncCount, true, Utf8.bytes(key) + chunked.bytes());
    };
  }
}

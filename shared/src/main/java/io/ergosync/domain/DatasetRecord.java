package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A record of a dataset: a key with its newest value, or the tombstone of a removed one.
 *
 * @param syncCount the sync count of the update that wrote it
 * @param lastModifiedDate when the server took that update, to the millisecond
 * @param lastModifiedBy the account, device or identity that sent it
 * @param deviceLastModifiedDate when the device made the change, by its own clock
 */
public record DatasetRecord(
    String key,
    RecordValue value,
    long syncCount,
    Instant lastModifiedDate,
    String lastModifiedBy,
    Instant deviceLastModifiedDate) {
  public DatasetRecord {
    requireNonNull(key);
    requireNonNull(value);
    requireNonNull(lastModifiedDate);
    requireNonNull(lastModifiedBy);
    requireNonNull(deviceLastModifiedDate);
  }

  /** Whether the record holds a value, so that it counts for the dataset's size. */
  public boolean live() {
    return value instanceof RecordValue.Text;
  }

  /**
   * What the record adds to the dataset's DataStorage: UTF-8 bytes of key and value, 0 for a
   * tombstone.
   */
  public long dataBytes() {
    return switch (value) {
      case RecordValue.Text text -> (long) Utf8.bytes(key) + text.bytes();
      case RecordValue.Tombstone _ -> 0;
    };
  }
}

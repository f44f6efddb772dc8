package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One change of an update: a text replaces the record's value, a tombstone removes it.
 *
 * @param syncCount the record's sync count as the client knows it, 0 for a record that it believes
 *     absent
 */
public record RecordPatch(
    String key,
    RecordValue value,
    long syncCount,
    DeviceDate deviceLastModifiedDate,
    Origin origin) {
  public RecordPatch {
    requireNonNull(key);
    requireNonNull(value);
    requireNonNull(deviceLastModifiedDate);
    requireNonNull(origin);
  }

  /** A change that the update itself makes, as those of clients do. */
  public RecordPatch(
      String key, RecordValue value, long syncCount, DeviceDate deviceLastModifiedDate) {
    this(key, value, syncCount, deviceLastModifiedDate, Origin.Update.THIS_UPDATE);
  }

  /** A change that makes the record what a record of another dataset is. */
  public static RecordPatch copyOf(DatasetRecord record, long syncCount) {
    return new RecordPatch(
        record.key(),
        record.value(),
        syncCount,
        new DeviceDate.Given(record.deviceLastModifiedDate()),
        new Origin.Copy(record.lastModifiedDate(), record.lastModifiedBy()));
  }

  /**
   * The record that the change leaves.
   *
   * @param newSyncCount the sync count of the update
   * @param author who sent the update
   * @param date when the server took it
   */
  DatasetRecord applied(long newSyncCount, Author author, Instant date) {
    Instant deviceDate = deviceLastModifiedDate.orServerDate(date);
    return switch (origin) {
      case Origin.Update _ ->
          new DatasetRecord(key, value, newSyncCount, date, author.lastModifiedBy(), deviceDate);
      case Origin.Copy copy ->
          new DatasetRecord(
              key, value, newSyncCount, copy.lastModifiedDate(), copy.lastModifiedBy(), deviceDate);
    };
  }
}

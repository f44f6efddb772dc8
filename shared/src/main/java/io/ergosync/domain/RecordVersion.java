package io.ergosync.domain;

/**
 * What an update needs to know of the record that it patches.
 *
 * @param live whether it holds a value
 * @param dataBytes what it counts for in the dataset's DataStorage
 */
public record RecordVersion(long syncCount, boolean live, long dataBytes) {
  /** The version of a key that the dataset does not have. */
  public static final RecordVersion ABSENT = new RecordVersion(0, false, 0);

  /** The version that a record is. */
  public static RecordVersion of(DatasetRecord record) {
    return new RecordVersion(record.syncCount(), record.live(), record.dataBytes());
  }

  /** Whether there is a record or a tombstone. */
  public boolean exists() {
    return syncCount > 0;
  }
}

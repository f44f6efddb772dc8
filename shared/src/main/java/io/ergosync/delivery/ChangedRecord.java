package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import java.time.Instant;

/** A record as those outside learn of it. Dates are to the millisecond. */
public record ChangedRecord(
    String key,
    RecordValue value,
    long syncCount,
    Instant lastModifiedDate,
    Instant deviceLastModifiedDate) {
  public ChangedRecord {
    requireNonNull(key);
    requireNonNull(value);
    requireNonNull(lastModifiedDate);
    requireNonNull(deviceLastModifiedDate);
  }

  /** What is told of a record. */
  public static ChangedRecord of(DatasetRecord record) {
    return new ChangedRecord(
        record.key(),
        record.value(),
        record.syncCount(),
        record.lastModifiedDate(),
        record.deviceLastModifiedDate());
  }
}

package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import java.time.Instant;

/**
 * A change of a dataset as those outside learn of it.
 *
 * @param syncCount the dataset's count since then
 * @param deletedSyncCount the count at which the dataset was last deleted, 0 if it never was; for a
 *     deletion its own. By it consumers put changes in order (docs/streams.md)
 * @param date when it happened, to the millisecond
 */
public record OutwardChange(
    DatasetId dataset,
    Kind kind,
    long syncCount,
    long deletedSyncCount,
    Instant date,
    ChangedRecords records) {
  public OutwardChange {
    requireNonNull(dataset);
    requireNonNull(kind);
    requireNonNull(date);
    requireNonNull(records);
  }

  /** The same change with its records elsewhere. */
  public OutwardChange with(ChangedRecords elsewhere) {
    return new OutwardChange(dataset, kind, syncCount, deletedSyncCount, date, elsewhere);
  }

  /** What happened to the dataset. */
  public enum Kind {
    /** An update; the records are those that it wrote. */
    REPLACE,
    /** A deletion, which has no records. */
    REMOVE
  }
}

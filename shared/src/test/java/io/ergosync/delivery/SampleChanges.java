package io.ergosync.delivery;

import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.SETTINGS;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.RecordValue;
import java.time.Duration;
import java.util.List;

/** Changes for tests. */
public final class SampleChanges {
  private SampleChanges() {}

  /** An update of {@code settings} that gave it a sync count. */
  public static OutwardChange change(long syncCount, ChangedRecord... records) {
    return change(SETTINGS, syncCount, records);
  }

  /** An update of a dataset. */
  public static OutwardChange change(DatasetId dataset, long syncCount, ChangedRecord... records) {
    return new OutwardChange(
        dataset,
        OutwardChange.Kind.REPLACE,
        syncCount,
        0,
        NOW,
        new ChangedRecords.Here(List.of(records)));
  }

  /** The deletion of {@code settings}. */
  public static OutwardChange removal(long syncCount) {
    return new OutwardChange(
        SETTINGS,
        OutwardChange.Kind.REMOVE,
        syncCount,
        syncCount,
        NOW,
        new ChangedRecords.Here(List.of()));
  }

  /** A record as of {@code NOW}, which the device wrote a second before. */
  public static ChangedRecord record(String key, String value, long syncCount) {
    return new ChangedRecord(
        key, new RecordValue.Text(value), syncCount, NOW, NOW.minus(Duration.ofSeconds(1)));
  }

  /** A removed record. */
  public static ChangedRecord removed(String key, long syncCount) {
    return new ChangedRecord(key, RecordValue.Tombstone.TOMBSTONE, syncCount, NOW, NOW);
  }
}

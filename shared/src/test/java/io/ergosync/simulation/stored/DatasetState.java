package io.ergosync.simulation.stored;

import io.ergosync.domain.Counters;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a client can see of a dataset at one moment, and what ties it to merged ones.
 *
 * @param exists false if it never existed or is deleted
 * @param generation how often it was deleted
 * @param syncCount the count that the next update goes on from
 * @param records the records and tombstones by key
 * @param sessions the sessions that are remembered, newest first
 * @param description what DescribeDataset answers
 * @param mergedDatasets the datasets that it reports as waiting to be folded into it
 * @param mergedInto the dataset that it waits to be folded into; empty if it does not
 */
public record DatasetState(
    boolean exists,
    long generation,
    long syncCount,
    long deletedSyncCount,
    Map<String, DatasetRecord> records,
    List<UsedUp> sessions,
    Optional<Dataset> description,
    List<String> mergedDatasets,
    String mergedInto) {
  /** The state of a dataset without a head. */
  public static final DatasetState NEVER_EXISTED =
      new DatasetState(false, 0, 0, 0, Map.of(), List.of(), Optional.empty(), List.of(), "");

  /** The version of a key. */
  public RecordVersion version(String key) {
    return Optional.ofNullable(records.get(key))
        .map(RecordVersion::of)
        .orElse(RecordVersion.ABSENT);
  }

  /** The counters that counting all records gives. */
  public Counters counted() {
    Counters counters = Counters.ZERO;
    for (DatasetRecord record : records.values()) {
      counters = counters.replace(RecordVersion.ABSENT, record);
    }
    return counters;
  }

  /** The records that hold a value. */
  public List<DatasetRecord> live() {
    return records.values().stream().filter(DatasetRecord::live).toList();
  }

  /** The records that a client gets that knows a sync count, as a list orders them. */
  public List<DatasetRecord> after(long afterSyncCount) {
    return records.values().stream()
        .filter(record -> record.syncCount() > afterSyncCount)
        .sorted(
            Comparator.comparingLong(DatasetRecord::syncCount).thenComparing(DatasetRecord::key))
        .toList();
  }

  /** The session with an id, if it is remembered. */
  public Optional<UsedUp> session(long sessionId) {
    return sessions.stream().filter(used -> used.sessionId() == sessionId).findFirst();
  }

  /** The same dataset reporting other datasets, which is all that a link changes. */
  public DatasetState reporting(List<String> newMergedDatasets) {
    return new DatasetState(
        exists,
        generation,
        syncCount,
        deletedSyncCount,
        records,
        sessions,
        description,
        newMergedDatasets,
        mergedInto);
  }
}

package io.ergosync.simulation;

import static java.util.stream.Collectors.toMap;

import io.ergosync.domain.Changes;
import io.ergosync.domain.Counters;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordVersion;
import io.ergosync.domain.UsedSessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that a client can see of a dataset at one moment.
 *
 * @param exists false if it never existed or is deleted
 * @param syncCount the count that the next update goes on from
 * @param records the records and tombstones by key
 * @param description what DescribeDataset says
 */
record DatasetState(
    boolean exists,
    long syncCount,
    long deletedSyncCount,
    Map<String, DatasetRecord> records,
    UsedSessions usedSessions,
    Optional<Dataset> description) {
  static final DatasetState NEVER_EXISTED =
      new DatasetState(false, 0, 0, Map.of(), UsedSessions.NONE, Optional.empty());

  /** The state that a list of all changes and a description show. */
  static DatasetState of(Changes changes, Optional<Dataset> description) {
    return switch (changes) {
      case Changes.Absent absent ->
          new DatasetState(
              false,
              absent.deletedSyncCount(),
              absent.deletedSyncCount(),
              Map.of(),
              absent.usedSessions(),
              description);
      case Changes.Present present ->
          new DatasetState(
              true,
              present.syncCount(),
              present.deletedSyncCount(),
              present.records().stream().collect(toMap(DatasetRecord::key, Function.identity())),
              present.usedSessions(),
              description);
    };
  }

  /** The version of a key. */
  RecordVersion version(String key) {
    return Optional.ofNullable(records.get(key))
        .map(RecordVersion::of)
        .orElse(RecordVersion.ABSENT);
  }

  /** The counters that a full read counts. */
  Counters counted() {
    Counters counters = Counters.ZERO;
    for (DatasetRecord record : records.values()) {
      counters = counters.replace(RecordVersion.ABSENT, record);
    }
    return counters;
  }

  /** The records that a client gets that knows a sync count, as a list orders them. */
  List<DatasetRecord> after(long afterSyncCount) {
    return records.values().stream()
        .filter(record -> record.syncCount() > afterSyncCount)
        .sorted(
            java.util.Comparator.comparingLong(DatasetRecord::syncCount)
                .thenComparing(DatasetRecord::key))
        .toList();
  }
}

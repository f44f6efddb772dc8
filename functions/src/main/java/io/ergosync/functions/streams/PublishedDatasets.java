package io.ergosync.functions.streams;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.dynamodb.Parallel;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Datasets as a bulk publish tells of them. Safe for use by many threads. */
public final class PublishedDatasets {
  private final DatasetStorage storage;
  private final Parallel parallel;
  private final Clock clock;

  /**
   * The datasets of a storage.
   *
   * @param parallel how several are read
   */
  public PublishedDatasets(DatasetStorage storage, Parallel parallel, Clock clock) {
    this.storage = requireNonNull(storage);
    this.parallel = requireNonNull(parallel);
    this.clock = requireNonNull(clock);
  }

  /** Each dataset as it is now, as one change with all its records; without those that are gone. */
  List<OutwardChange> of(List<DatasetId> ids) {
    Map<DatasetId, OutwardChange> changes = new ConcurrentHashMap<>();
    parallel.forEach(ids, id -> change(id).ifPresent(change -> changes.put(id, change)));
    return ids.stream().map(changes::get).flatMap(Stream::ofNullable).toList();
  }

  private Optional<OutwardChange> change(DatasetId id) {
    return switch (storage.listChanges(id, 0)) {
      case Changes.Absent _ -> Optional.empty();
      case Changes.Present dataset ->
          Optional.of(
              new OutwardChange(
                  id,
                  OutwardChange.Kind.REPLACE,
                  dataset.syncCount(),
                  dataset.deletedSyncCount(),
                  lastModified(dataset),
                  new ChangedRecords.Here(
                      dataset.records().stream()
                          .filter(DatasetRecord::live)
                          .map(ChangedRecord::of)
                          .toList())));
    };
  }

  /** The date of the newest record or removal; now for a dataset that never had either. */
  private Instant lastModified(Changes.Present dataset) {
    return dataset.records().stream()
        .map(DatasetRecord::lastModifiedDate)
        .max(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }
}

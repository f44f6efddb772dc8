package io.ergosync.functions.streams;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.Changes;
import io.ergosync.domain.CorruptDatasetException;
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

/** Datasets as a bulk publish puts them to the stream. Safe for use by many threads. */
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

  /** What is published of a dataset. */
  sealed interface Published {
    /** Everything that is in it, as one change. */
    record Whole(OutwardChange change) implements Published {
      public Whole {
        requireNonNull(change);
      }
    }

    /** Nothing, because it contradicts itself. */
    record Unreadable(DatasetId dataset, CorruptDatasetException reason) implements Published {
      public Unreadable {
        requireNonNull(dataset);
        requireNonNull(reason);
      }
    }
  }

  /**
   * Each dataset as it is now, without those that are gone. Its change has the removed records too:
   * a consumer may have missed that they were removed.
   */
  List<Published> of(List<DatasetId> ids) {
    Map<DatasetId, Published> published = new ConcurrentHashMap<>();
    parallel.forEach(ids, id -> published(id).ifPresent(each -> published.put(id, each)));
    return ids.stream().map(published::get).flatMap(Stream::ofNullable).toList();
  }

  private Optional<Published> published(DatasetId id) {
    try {
      return switch (storage.listChanges(id, 0)) {
        case Changes.Absent _ -> Optional.empty();
        case Changes.Present dataset -> Optional.of(new Published.Whole(change(id, dataset)));
      };
    } catch (CorruptDatasetException e) {
      return Optional.of(new Published.Unreadable(id, e));
    }
  }

  private OutwardChange change(DatasetId id, Changes.Present dataset) {
    return new OutwardChange(
        id,
        OutwardChange.Kind.REPLACE,
        dataset.syncCount(),
        dataset.deletedSyncCount(),
        lastModified(dataset),
        new ChangedRecords.Here(dataset.records().stream().map(ChangedRecord::of).toList()));
  }

  /** The date of the newest record or removal; now for a dataset that never had either. */
  private Instant lastModified(Changes.Present dataset) {
    return dataset.records().stream()
        .map(DatasetRecord::lastModifiedDate)
        .max(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }
}

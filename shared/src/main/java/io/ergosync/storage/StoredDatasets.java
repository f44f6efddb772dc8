package io.ergosync.storage;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the table holds of datasets, item by item, deleted datasets included: for repairs, which do
 * again what should have followed from changes. May be called by any number of threads and
 * processes at the same time.
 */
public interface StoredDatasets {
  /**
   * Some of the datasets of a pool that exist or ever did, as of a moment ago (access pattern 22).
   * A dataset is on one page, and on several if a first update of it was never committed but left
   * chunks behind. This reads the whole table, whatever the pool.
   *
   * @param cursor where to go on: that of an entry or of a page; empty for the beginning
   * @throws IllegalArgumentException if no entry and no page had that cursor
   */
  Page ofPool(IdentityPoolId identityPoolId, String cursor);

  /**
   * Some of the datasets of an identity that exist or ever did (access pattern 23).
   *
   * @param cursor as in {@link #ofPool}
   * @throws IllegalArgumentException if no entry and no page had that cursor
   */
  Page ofIdentity(Identity identity, String cursor);

  /**
   * What the head of a dataset says (access pattern 24); empty if there never was one.
   *
   * @throws io.ergosync.domain.CorruptDatasetException if the head cannot be read
   */
  Optional<StoredDataset> find(DatasetId id);

  /** Whether there are records or chunks of a life of a dataset (access pattern 25). */
  boolean hasItems(DatasetId id, long generation);

  /** The ids of all chunks of a life of a dataset (access pattern 26). */
  Set<String> chunksIds(DatasetId id, long generation);

  /**
   * What a head says.
   *
   * @param revision how often it was written, at least 1
   * @param exists false for a dataset that is deleted
   * @param generation how often the dataset was deleted
   * @param dataBytes UTF-8 bytes of its keys and values; 0 for a deleted one
   * @param modified when its newest update was committed
   */
  record StoredDataset(
      DatasetId id,
      long revision,
      boolean exists,
      long generation,
      long syncCount,
      long dataBytes,
      Instant modified) {
    public StoredDataset {
      requireNonNull(id);
      requireNonNull(modified);
    }
  }

  /**
   * A dataset.
   *
   * @param cursor of what comes after it
   */
  record Entry(DatasetId dataset, String cursor) {
    public Entry {
      requireNonNull(dataset);
      requireNonNull(cursor);
    }
  }

  /**
   * Some datasets.
   *
   * @param next the cursor of the next page; empty if this is the last
   */
  record Page(List<Entry> entries, Optional<String> next) {
    public Page {
      entries = List.copyOf(entries);
      requireNonNull(next);
    }
  }
}

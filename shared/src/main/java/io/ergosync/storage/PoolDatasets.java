package io.ergosync.storage;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.IdentityPoolId;
import java.util.List;
import java.util.Optional;

/** The datasets of a whole identity pool. May be called by any number of threads and processes. */
@FunctionalInterface
public interface PoolDatasets {
  /**
   * Some of the datasets that exist, as of a moment ago (access pattern 21). A dataset that exists
   * from before the first page until after the last is on exactly one of them.
   *
   * @param cursor where the page before ended; empty for the first
   * @param countMax the most to return, at least 1
   * @throws IllegalArgumentException if no page ended with that cursor
   */
  Page page(IdentityPoolId identityPoolId, String cursor, int countMax);

  /**
   * Some datasets.
   *
   * @param next the cursor of the next page; empty if this is the last
   */
  record Page(List<DatasetId> datasets, Optional<String> next) {
    public Page {
      datasets = List.copyOf(datasets);
      requireNonNull(next);
    }
  }
}

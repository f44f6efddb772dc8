package io.ergosync.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The datasets of an identity taken together. */
public record IdentityUsage(List<Dataset> datasets) {
  public IdentityUsage {
    datasets = List.copyOf(datasets);
  }

  /** UTF-8 bytes of all keys and values. */
  public long dataStorage() {
    return datasets.stream().mapToLong(Dataset::dataStorage).sum();
  }

  /** When the identity's data last changed; empty for an identity without datasets. */
  public Optional<Instant> lastModifiedDate() {
    return datasets.stream().map(Dataset::lastModifiedDate).max(Instant::compareTo);
  }
}

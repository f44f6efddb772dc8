package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/** What names a dataset: its identity and its name. */
public record DatasetId(Identity identity, DatasetName datasetName) {
  public DatasetId {
    requireNonNull(identity);
    requireNonNull(datasetName);
  }
}

package io.ergosync.domain;

/** The dataset does not exist, or no longer. */
public final class DatasetNotFoundException extends StorageException {
  public DatasetNotFoundException(DatasetId id) {
    super("Dataset " + id.datasetName() + " does not exist.");
  }
}

package io.ergosync.domain;

/**
 * Other requests changed the dataset each time this one was about to: it gave up after a bounded
 * number of attempts.
 */
public final class ContendedException extends StorageException {
  public ContendedException(DatasetId id) {
    super("Too many requests change dataset " + id.datasetName() + " at the same time.");
  }
}

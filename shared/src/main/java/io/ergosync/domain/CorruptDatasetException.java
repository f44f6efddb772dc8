package io.ergosync.domain;

/**
 * The stored items of a dataset contradict each other for good, which nothing short of damage can
 * do. It is answered as an internal error and raises an alarm.
 */
public final class CorruptDatasetException extends StorageException {
  public CorruptDatasetException(DatasetId id, String what) {
    super("Dataset %s of %s is corrupt: %s".formatted(id.datasetName(), id.identity(), what));
  }

  /** An item that the storage cannot read, whatever dataset it is of. */
  public CorruptDatasetException(String what, Throwable cause) {
    super("A stored item is corrupt: " + what, cause);
  }
}

package io.ergosync.domain;

/** A bulk publish of the identity pool is under way. Nothing was changed. */
public final class BulkPublishInProgressException extends StorageException {
  public BulkPublishInProgressException() {
    super("A bulk publish of this identity pool is in progress.");
  }
}

package io.ergosync.domain;

/**
 * A patch gave a sync count that is not the record's. Nothing was changed. The message is the
 * original's to the letter: the .NET and Unity clients recognise a conflict by how it begins.
 */
public final class StaleSyncCountException extends StorageException {
  public StaleSyncCountException(String key, long currentSyncCount, long patchSyncCount) {
    super(
        "Current SyncCount for: %s is: %s not: %s"
            .formatted(key, currentSyncCount, patchSyncCount));
  }
}

package io.ergosync.domain;

/**
 * The dataset was deleted since the session of an update began, and so many updates were taken
 * since that it is no longer known whether this update was one of them. Nothing was changed: taken
 * a second time, it could bring deleted records back.
 */
public final class OutdatedSessionException extends StorageException {
  public OutdatedSessionException() {
    super(
        "The dataset was deleted since this SyncSessionToken was issued. List its records again.");
  }
}

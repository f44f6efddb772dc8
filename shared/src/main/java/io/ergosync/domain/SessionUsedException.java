package io.ergosync.domain;

/** The update's session was used up by another update of the dataset. Nothing was changed. */
public final class SessionUsedException extends StorageException {
  public SessionUsedException() {
    super("SyncSessionToken not valid for these inputs: it was used by another update");
  }
}

package io.ergosync.domain;

/**
 * The database refuses requests for now. Nothing of this request was acknowledged; it may be sent
 * again.
 */
public final class ThrottledException extends StorageException {
  public ThrottledException(Throwable cause) {
    super("Too many requests.", cause);
  }
}

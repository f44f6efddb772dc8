package io.ergosync.domain;

import java.time.Instant;

/** A bulk publish of the identity pool succeeded too short a time ago. Nothing was changed. */
public final class AlreadyStreamedException extends StorageException {
  /**
   * @param again from when on another may be started
   */
  public AlreadyStreamedException(Instant again) {
    super(
        "The last bulk publish of this identity pool succeeded less than 24 hours ago; the next can start at %s."
            .formatted(again));
  }
}

package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Where what a patch writes comes from, which its record's LastModifiedDate and LastModifiedBy
 * tell.
 */
public sealed interface Origin {
  /** The update itself: its author, at the time the server takes it. */
  enum Update implements Origin {
    THIS_UPDATE
  }

  /** A record of another dataset, which keeps who changed it last, and when. */
  record Copy(Instant lastModifiedDate, String lastModifiedBy) implements Origin {
    public Copy {
      requireNonNull(lastModifiedDate);
      requireNonNull(lastModifiedBy);
    }
  }
}

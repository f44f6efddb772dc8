package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * How far a bulk publish came.
 *
 * @param cursor where it goes on, as the listing of the datasets returned it; empty at the
 *     beginning
 * @param datasets how many were published before that
 * @param unreadable how many were left out before that because they cannot be read
 */
public record BulkPublishProgress(String cursor, long datasets, long unreadable) {
  /** How many attempts a run has to come further before it ends. */
  public static final int ATTEMPTS_MAX = 10;

  /** That of a run that has just been started. */
  public static final BulkPublishProgress START = new BulkPublishProgress("", 0, 0);

  public BulkPublishProgress {
    requireNonNull(cursor);
  }

  /** That of the run once more datasets were published or left out. */
  public BulkPublishProgress to(String nextCursor, long moreDatasets, long moreUnreadable) {
    return new BulkPublishProgress(
        nextCursor, datasets + moreDatasets, unreadable + moreUnreadable);
  }
}

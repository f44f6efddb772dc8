package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * How far a bulk publish came.
 *
 * @param cursor where it goes on, as the listing of the datasets told it; empty at the beginning
 * @param datasets how many were published before that
 */
public record BulkPublishProgress(String cursor, long datasets) {
  /** That of a run that has just been started. */
  public static final BulkPublishProgress START = new BulkPublishProgress("", 0);

  public BulkPublishProgress {
    requireNonNull(cursor);
  }

  /** That of the run once more datasets were published. */
  public BulkPublishProgress to(String nextCursor, long moreDatasets) {
    return new BulkPublishProgress(nextCursor, datasets + moreDatasets);
  }
}

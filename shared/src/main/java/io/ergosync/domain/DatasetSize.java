package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How large a dataset is as of one write of it.
 *
 * @param revision how often the dataset was written, which never goes down, not even over deletion;
 *     at least 1
 * @param dataBytes UTF-8 bytes of its keys and values; 0 for a deleted one
 * @param date when it was written
 */
public record DatasetSize(DatasetId dataset, long revision, long dataBytes, Instant date) {
  public DatasetSize {
    requireNonNull(dataset);
    requireNonNull(date);
    if (revision < 1 || dataBytes < 0) {
      throw new IllegalArgumentException(
          "not the size of a dataset: revision %s, %s bytes".formatted(revision, dataBytes));
    }
  }
}

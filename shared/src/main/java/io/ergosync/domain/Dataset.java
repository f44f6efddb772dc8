package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the API tells about a dataset without its records.
 *
 * @param lastModifiedBy the account, device or identity that made the last change
 * @param dataStorage UTF-8 bytes of the keys and values of all records that are not removed
 * @param numRecords records that are not removed
 */
public record Dataset(
    DatasetId id,
    Instant creationDate,
    Instant lastModifiedDate,
    String lastModifiedBy,
    long dataStorage,
    long numRecords) {
  public Dataset {
    requireNonNull(id);
    requireNonNull(creationDate);
    requireNonNull(lastModifiedDate);
    requireNonNull(lastModifiedBy);
  }
}

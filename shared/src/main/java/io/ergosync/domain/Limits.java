package io.ergosync.domain;

/**
 * The quotas, adjustable in the template as they were in the original (its developer guide,
 * "Limits").
 *
 * @param datasetsPerIdentityMax datasets of one identity
 * @param recordsPerDatasetMax records of one dataset that are not removed
 * @param datasetBytesMax UTF-8 bytes of keys and values of one dataset
 * @param itemsPerDatasetMax records and tombstones of one dataset together
 */
public record Limits(
    int datasetsPerIdentityMax,
    int recordsPerDatasetMax,
    long datasetBytesMax,
    int itemsPerDatasetMax) {
  /** The original's quotas. */
  public static final Limits DEFAULT = new Limits(20, 1_024, 1_048_576, 8_192);

  public Limits {
    if (datasetsPerIdentityMax < 1 || recordsPerDatasetMax < 1 || datasetBytesMax < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
    if (itemsPerDatasetMax < recordsPerDatasetMax) {
      throw new IllegalArgumentException(
          "itemsPerDatasetMax must not be below recordsPerDatasetMax");
    }
  }
}

package io.ergosync.domain;

/**
 * What a dataset holds, counted.
 *
 * @param numRecords records that are not removed
 * @param itemCount records and tombstones
 * @param dataBytes UTF-8 bytes of the keys and values of the records that are not removed
 */
public record Counters(int numRecords, int itemCount, long dataBytes) {
  /** Those of an empty dataset. */
  public static final Counters ZERO = new Counters(0, 0, 0);

  /** The counters after one record took the place of another version of it, or of none. */
  public Counters replace(RecordVersion before, DatasetRecord after) {
    return new Counters(
        numRecords - (before.live() ? 1 : 0) + (after.live() ? 1 : 0),
        itemCount + (before.exists() ? 0 : 1),
        dataBytes - before.dataBytes() + after.dataBytes());
  }

  /**
   * Refuses a result that is over a limit, unless the change did not make it worse: a client must
   * be able to remove what is too much after a limit was lowered.
   *
   * @param before the counters before the change
   * @throws io.ergosync.domain.LimitExceededException naming the limit
   */
  public void checkAgainst(Limits limits, Counters before) {
    if (numRecords > limits.recordsPerDatasetMax() && numRecords > before.numRecords) {
      throw new LimitExceededException(
          "A dataset can hold at most %s records; this update would make it %s."
              .formatted(limits.recordsPerDatasetMax(), numRecords));
    }
    if (dataBytes > limits.datasetBytesMax() && dataBytes > before.dataBytes) {
      throw new LimitExceededException(
          "A dataset can hold at most %s bytes; this update would make it %s."
              .formatted(limits.datasetBytesMax(), dataBytes));
    }
    if (itemCount > limits.itemsPerDatasetMax() && itemCount > before.itemCount) {
      throw new LimitExceededException(
          "A dataset can hold at most %s records and removed records together; this update would make it %s."
              .formatted(limits.itemsPerDatasetMax(), itemCount));
    }
  }
}

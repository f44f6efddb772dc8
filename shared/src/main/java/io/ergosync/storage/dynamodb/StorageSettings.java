package io.ergosync.storage.dynamodb;

/**
 * Where the storage puts what. Every setting keeps the data right; they trade write units against
 * read units.
 *
 * @param journalBytesMax the journal of a head is settled before it grows beyond this many bytes
 * @param patchBytesMax a patch larger than this goes to chunks instead of the head
 * @param valueBytesMax a settled value larger than this goes to chunks instead of its record's item
 * @param chunkBytesMax the size of a slice; an item ends at 400 KB
 * @param attemptsMax how often an operation starts again because others were faster
 */
public record StorageSettings(
    int journalBytesMax, int patchBytesMax, int valueBytesMax, int chunkBytesMax, int attemptsMax) {
  /** The budgets with which the costs in docs/storage-model.md are measured. */
  public static final StorageSettings DEFAULT =
      new StorageSettings(2_048, 8_192, 300_000, 360_000, 200);

  private static final int ITEM_BYTES_MAX = 400 * 1024;

  public StorageSettings {
    if (journalBytesMax < 0 || patchBytesMax < 0 || valueBytesMax < 0) {
      throw new IllegalArgumentException("sizes must not be negative");
    }
    if (chunkBytesMax < 1 || attemptsMax < 1) {
      throw new IllegalArgumentException("chunkBytesMax and attemptsMax must be at least 1");
    }
    // What else an item holds: its keys, the longest record key, the session ledger, counters.
    int restBytesMax = 16_384;
    if (journalBytesMax + patchBytesMax + restBytesMax > ITEM_BYTES_MAX
        || valueBytesMax + restBytesMax > ITEM_BYTES_MAX
        || chunkBytesMax + restBytesMax > ITEM_BYTES_MAX) {
      throw new IllegalArgumentException("an item would pass DynamoDB's 400 KB");
    }
  }
}

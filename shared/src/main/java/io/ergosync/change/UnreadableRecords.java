package io.ergosync.change;

/**
 * Where records of the stream go that can never be read, so that what follows them can go on. An
 * implementation is safe for use by many threads.
 */
@FunctionalInterface
public interface UnreadableRecords {
  /**
   * Keeps a record for whoever finds out what is wrong with it. The same record may come again.
   *
   * @param reason what is wrong, without record values
   * @throws RuntimeException if it could not be kept
   */
  void keep(StreamRecord record, String reason);
}

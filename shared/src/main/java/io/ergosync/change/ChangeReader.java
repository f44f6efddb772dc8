package io.ergosync.change;

/** Knows what a record of the stream means. Safe for use by many threads. */
@FunctionalInterface
public interface ChangeReader {
  /**
   * What follows from a record.
   *
   * @throws UnreadableRecordException if it is of an unknown kind, or damaged
   */
  TableChange read(StreamRecord record) throws UnreadableRecordException;
}

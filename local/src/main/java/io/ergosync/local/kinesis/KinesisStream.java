package io.ergosync.local.kinesis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest records of one stream. {@link KinesisStreams} keeps threads apart. */
final class KinesisStream {
  /** How many records are kept. */
  static final int COUNT_MAX = 50_000;

  /** How many bytes of records are kept: a local cloud may run for long, and nobody may ask. */
  static final long BYTES_MAX = 256L * 1024 * 1024;

  private final Deque<StreamRecord> records = new ArrayDeque<>();
  private long bytes;

  void add(StreamRecord added) {
    records.add(added);
    bytes += added.bytes();
    while (records.size() > COUNT_MAX || bytes > BYTES_MAX) {
      bytes -= records.remove().bytes();
    }
  }

  /** A copy, oldest first. */
  List<StreamRecord> records() {
    return List.copyOf(records);
  }
}

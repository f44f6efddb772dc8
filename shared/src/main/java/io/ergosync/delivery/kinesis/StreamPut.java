package io.ergosync.delivery.kinesis;

import io.ergosync.delivery.OutwardChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Changes on their way to one stream, one request's worth at a time; stops at the first request of
 * which something is refused for good. For one run. Not safe for use by many threads.
 */
final class StreamPut {
  /** The most records of one request. */
  static final int BATCH_MAX = 500;

  /** The most bytes of one request, as every region takes. */
  static final int BATCH_BYTES_MAX = 5 * 1024 * 1024;

  private final KinesisClient client;
  private final String streamName;
  private final StreamEntries entries;
  private final StreamWriter writer;
  private final Instant until;
  private final List<OutwardChange> changes;
  private final List<PutRecordsRequestEntry> batch = new ArrayList<>();
  private final List<OutwardChange> refused = new ArrayList<>();
  private String code = "";
  private int batchBytes;
  private int done;

  /**
   * @param until when no further request may start but the first
   */
  StreamPut(
      KinesisClient client,
      String streamName,
      StreamEntries entries,
      StreamWriter writer,
      Instant until,
      List<OutwardChange> changes) {
    this.client = client;
    this.streamName = streamName;
    this.entries = entries;
    this.writer = writer;
    this.until = until;
    this.changes = List.copyOf(changes);
  }

  /** Puts what it can. */
  void run() {
    for (OutwardChange change : changes) {
      PutRecordsRequestEntry entry = entries.of(change);
      int bytes = StreamEntries.bytes(entry);
      if (batch.size() == BATCH_MAX || batchBytes + bytes > BATCH_BYTES_MAX) {
        putBatch();
        if (!refused.isEmpty()) {
          return;
        }
        if (writer.isOver(until, Duration.ZERO)) {
          code = "The requests before took too long.";
          return;
        }
      }
      batch.add(entry);
      batchBytes += bytes;
    }
    putBatch();
  }

  private void putBatch() {
    if (batch.isEmpty()) {
      return;
    }
    StreamWriter.Refused result = writer.put(client, streamName, batch, until);
    result.places().forEach(place -> refused.add(changes.get(done + place)));
    code = result.code();
    done += batch.size();
    batch.clear();
    batchBytes = 0;
  }

  /** What is not known to be delivered, in its order. */
  List<OutwardChange> left() {
    List<OutwardChange> left = new ArrayList<>(refused);
    left.addAll(changes.subList(done, changes.size()));
    return left;
  }

  /** Why something is left, in Kinesis' word where it refused it; empty if nothing is. */
  String code() {
    return code;
  }
}

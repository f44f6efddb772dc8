package io.ergosync.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A record of a stream, as a function gets it.
 *
 * @param createdAt when the change happened
 * @param event the record in Lambda's form
 * @param text the same, as it goes into a batch
 * @param laneKey equal for changes of the same partition key
 */
record ChangeRecord(
    String shardId,
    String sequenceNumber,
    Instant createdAt,
    JsonNode event,
    String text,
    String laneKey) {
  /** How much of a batch it takes, with the comma after it. */
  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length + 1;
  }
}

package io.ergosync.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One record of the table's stream, as Lambda hands it over.
 *
 * @param sequenceNumber its place in its shard, by which Lambda is told how far a batch came
 * @param date when the write happened, to the second: DynamoDB tells no better
 * @param newImage the item after the write, in DynamoDB's JSON; missing after a removal
 * @param oldImage the item before the write; missing at an insertion
 * @param source all of it, for those who have to find out what is wrong with it
 */
public record StreamRecord(
    String eventId,
    String sequenceNumber,
    Instant date,
    JsonNode newImage,
    JsonNode oldImage,
    JsonNode source) {
  public StreamRecord {
    requireNonNull(eventId);
    requireNonNull(sequenceNumber);
    requireNonNull(date);
    requireNonNull(newImage);
    requireNonNull(oldImage);
    requireNonNull(source);
  }
}

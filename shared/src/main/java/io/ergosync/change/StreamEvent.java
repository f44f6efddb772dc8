package io.ergosync.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The event that Lambda's event source mapping of a DynamoDB stream hands to a function. */
public final class StreamEvent {
  private StreamEvent() {}

  /**
   * The records of an event, in the order of their writes.
   *
   * @throws IllegalArgumentException if it is not the event of a DynamoDB stream
   */
  public static List<StreamRecord> read(String event) {
    List<StreamRecord> records = new ArrayList<>();
    for (JsonNode record : records(event)) {
      JsonNode dynamodb = record.path("dynamodb");
      JsonNode sequenceNumber = dynamodb.path("SequenceNumber");
      if (!sequenceNumber.isTextual() || sequenceNumber.textValue().isEmpty()) {
        throw notOfAStream("a record has no SequenceNumber");
      }
      records.add(
          new StreamRecord(
              record.path("eventID").asText(),
              sequenceNumber.textValue(),
              Instant.ofEpochMilli(
                  (long) (dynamodb.path("ApproximateCreationDateTime").asDouble() * 1000)),
              dynamodb.path("NewImage"),
              dynamodb.path("OldImage"),
              record));
    }
    return records;
  }

  private static JsonNode records(String event) {
    try {
      JsonNode records = Json.read(event).path("Records");
      if (records.isArray()) {
        return records;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The event is not JSON.", e);
    }
    throw notOfAStream("it has no list Records");
  }

  private static IllegalArgumentException notOfAStream(String why) {
    return new IllegalArgumentException("The event is not one of a DynamoDB stream: " + why + ".");
  }
}

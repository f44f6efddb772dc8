package io.ergosync.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The event that Lambda's event source mapping of an SQS queue hands to a function. */
public final class QueueEvent {
  private QueueEvent() {}

  /**
   * The messages of an event.
   *
   * @throws IllegalArgumentException if it is not the event of a queue
   */
  public static List<ReceivedMessage> read(String event) {
    List<ReceivedMessage> messages = new ArrayList<>();
    for (JsonNode record : records(event)) {
      messages.add(
          new ReceivedMessage(
              text(record, "messageId"),
              text(record, "receiptHandle"),
              text(record, "body"),
              Math.max(1, record.at("/attributes/ApproximateReceiveCount").asInt()),
              text(record, "eventSourceARN")));
    }
    return messages;
  }

  /** The answer of a function that reports those messages as failed, and no others. */
  public static String failures(List<String> messageIds) {
    ObjectNode answer = Json.object();
    ArrayNode failures = answer.putArray("batchItemFailures");
    messageIds.forEach(id -> failures.addObject().put("itemIdentifier", id));
    return Json.text(answer);
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
    throw notOfAQueue("it has no list Records");
  }

  private static String text(JsonNode record, String name) {
    JsonNode member = record.path(name);
    if (!member.isTextual()) {
      throw notOfAQueue("a record has no " + name);
    }
    return member.textValue();
  }

  private static IllegalArgumentException notOfAQueue(String why) {
    return new IllegalArgumentException("The event is not one of an SQS queue: " + why + ".");
  }
}

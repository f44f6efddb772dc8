package io.ergosync.local.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.http.Body;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Writes messages as Lambda's events have them. */
final class QueueEvents {
  /** What an event has around its records. */
  private static final int ENVELOPE_BYTES = 64;

  private QueueEvents() {}

  /** Splits messages into batches that fit into an event each. */
  static List<List<Message>> split(List<Message> messages, String queueArn) {
    List<List<Message>> batches = new ArrayList<>();
    long bytes = Long.MAX_VALUE;
    for (Message message : messages) {
      int length = Json.text(node(message, queueArn)).getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > Invoker.PAYLOAD_BYTES_MAX - length) {
        batches.add(new ArrayList<>());
        bytes = ENVELOPE_BYTES;
      }
      batches.getLast().add(message);
      bytes += length;
    }
    return batches;
  }

  static Body of(List<Message> messages, String queueArn) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    messages.forEach(message -> records.add(node(message, queueArn)));
    return Body.of(Json.text(event));
  }

  private static ObjectNode node(Message message, String queueArn) {
    ObjectNode node = Json.object();
    node.put("messageId", message.messageId());
    node.put("receiptHandle", message.receiptHandle());
    node.put("body", message.body());
    ObjectNode attributes = node.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    ObjectNode messageAttributes = node.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach((name, value) -> messageAttributes.set(name, attribute(value)));
    node.put("md5OfBody", message.md5OfBody());
    node.put("eventSource", "aws:sqs");
    node.put("eventSourceARN", queueArn);
    node.put("awsRegion", Template.REGION);
    return node;
  }

  private static ObjectNode attribute(MessageAttributeValue value) {
    ObjectNode node = Json.object();
    if (value.stringValue() != null) {
      node.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      node.put(
          "binaryValue",
          Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe()));
    }
    node.putArray("stringListValues");
    node.putArray("binaryListValues");
    return node.put("dataType", value.dataType());
  }
}

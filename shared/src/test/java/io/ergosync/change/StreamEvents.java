package io.ergosync.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.util.Arrays;

/** Events of a DynamoDB stream for tests. */
public final class StreamEvents {
  private StreamEvents() {}

  /** An event whose records have these sequence numbers, and nothing else of interest. */
  public static String of(String... sequenceNumbers) {
    return of(Arrays.stream(sequenceNumbers).map(StreamEvents::record).toArray(ObjectNode[]::new));
  }

  /** An event of records. */
  public static String of(ObjectNode... records) {
    ObjectNode event = Json.object();
    event.putArray("Records").addAll(Arrays.asList(records));
    return Json.text(event);
  }

  /** A record of a write of an item with a key, whose images are added by {@link #write}. */
  public static ObjectNode record(String sequenceNumber) {
    ObjectNode record =
        Json.object()
            .put("eventID", "event-" + sequenceNumber)
            .put("eventName", "MODIFY")
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", "us-east-1");
    record
        .putObject("dynamodb")
        .put("ApproximateCreationDateTime", 1_772_600_767)
        .put("SequenceNumber", sequenceNumber)
        .put("StreamViewType", "NEW_AND_OLD_IMAGES")
        .putObject("Keys")
        .putObject("pk")
        .put("S", "IDENTITY#" + sequenceNumber);
    return record;
  }

  /** The record of a write. */
  public static ObjectNode write(String sequenceNumber, JsonNode oldImage, JsonNode newImage) {
    ObjectNode record = record(sequenceNumber);
    ObjectNode dynamodb = (ObjectNode) record.path("dynamodb");
    ObjectNode keys = dynamodb.putObject("Keys");
    for (String key : new String[] {"pk", "sk"}) {
      keys.set(key, newImage.path(key));
    }
    if (oldImage.isEmpty()) {
      record.put("eventName", "INSERT");
    } else {
      dynamodb.set("OldImage", oldImage);
    }
    dynamodb.set("NewImage", newImage);
    return record;
  }
}

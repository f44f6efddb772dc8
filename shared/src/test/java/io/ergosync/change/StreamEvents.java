package io.ergosync.change;

import io.ergosync.api.json.Json;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Events of a DynamoDB stream for tests. */
public final class StreamEvents {
  private StreamEvents() {}

  /** An event whose records have these sequence numbers, and nothing else of interest. */
  public static String of(String... sequenceNumbers) {
    return Arrays.stream(sequenceNumbers)
        .map(StreamEvents::record)
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private static String record(String sequenceNumber) {
    var record = Json.object().put("eventID", "event-" + sequenceNumber).put("eventName", "MODIFY");
    record
        .putObject("dynamodb")
        .put("ApproximateCreationDateTime", 1_700_000_000)
        .put("SequenceNumber", sequenceNumber)
        .putObject("Keys")
        .putObject("pk")
        .put("S", "IDENTITY#" + sequenceNumber);
    return Json.text(record);
  }
}

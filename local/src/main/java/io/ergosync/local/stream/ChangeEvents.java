package io.ergosync.local.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Writes stream records as Lambda's events have them. */
final class ChangeEvents {
  /** Far beyond any date in seconds. */
  private static final long SECONDS_MAX = 100_000_000_000L;

  /** What DynamoDB Local cuts its times to. */
  private static final Duration PRECISION = Duration.ofMinutes(1);

  private final String streamArn;
  private final String partitionKey;
  private final Clock clock;

  /**
   * @param streamArn that of the template
   * @param partitionKey the table's attribute that keeps changes in order
   * @param clock tells when what was just written was written
   */
  ChangeEvents(String streamArn, String partitionKey, Clock clock) {
    this.streamArn = streamArn;
    this.partitionKey = partitionKey;
    this.clock = clock;
  }

  ChangeRecord of(String shardId, Record change) {
    StreamRecord stream = change.dynamodb();
    Instant createdAt = createdAt(stream.approximateCreationDateTime());
    ObjectNode event = Json.object();
    event.put("eventID", change.eventID());
    event.put("eventName", change.eventNameAsString());
    event.put("eventVersion", change.eventVersion());
    event.put("eventSource", "aws:dynamodb");
    event.put("awsRegion", Template.REGION);
    ObjectNode data = event.putObject("dynamodb");
    data.put("ApproximateCreationDateTime", createdAt.getEpochSecond());
    data.set("Keys", map(stream.keys()));
    if (stream.hasNewImage()) {
      data.set("NewImage", map(stream.newImage()));
    }
    if (stream.hasOldImage()) {
      data.set("OldImage", map(stream.oldImage()));
    }
    data.put("SequenceNumber", stream.sequenceNumber());
    data.put("SizeBytes", stream.sizeBytes());
    data.put("StreamViewType", stream.streamViewTypeAsString());
    if (change.userIdentity() != null) {
      event
          .putObject("userIdentity")
          .put("principalId", change.userIdentity().principalId())
          .put("type", change.userIdentity().type());
    }
    event.put("eventSourceARN", streamArn);
    return new ChangeRecord(
        shardId,
        stream.sequenceNumber(),
        createdAt,
        event,
        Json.text(event),
        stream.keys().get(partitionKey).toString());
  }

  /**
   * DynamoDB Local puts milliseconds where seconds belong, and tells the minute only: of a change
   * of this minute, now is the better answer.
   */
  private Instant createdAt(Instant given) {
    Instant minute =
        given.getEpochSecond() > SECONDS_MAX ? Instant.ofEpochMilli(given.getEpochSecond()) : given;
    Instant now = clock.instant();
    Instant end = minute.plus(PRECISION);
    return now.isBefore(end) && !now.isBefore(minute) ? now : end;
  }

  private static ObjectNode map(Map<String, AttributeValue> attributes) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, value) -> map.set(name, value(value)));
    return map;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case B -> node.put("B", base64(value.b()));
      case SS -> node.set("SS", texts(value.ss(), text -> text));
      case NS -> node.set("NS", texts(value.ns(), text -> text));
      case BS -> node.set("BS", texts(value.bs(), ChangeEvents::base64));
      case M -> node.set("M", map(value.m()));
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(item -> list.add(value(item)));
      }
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", value.nul());
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("There is no such type: " + value);
    }
    return node;
  }

  private static <T> ArrayNode texts(List<T> values, Function<T, String> text) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> list.add(text.apply(value)));
    return list;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}

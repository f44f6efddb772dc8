package io.ergosync.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.CountSize;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Platform;
import io.ergosync.domain.RegisteredDevice;
import java.time.Instant;

/**
 * The bodies of the delivery queue's messages, in ASCII: SQS does not take every character that a
 * record may have.
 */
public final class QueueMessageJson {
  private static final String KIND = "kind";
  private static final String GENERATION = "generation";
  private static final String CHUNKS_ID = "chunksId";
  private static final String SYNC_COUNT = "syncCount";
  private static final String DELETED_SYNC_COUNT = "deletedSyncCount";

  private QueueMessageJson() {}

  /** The body of a message. */
  public static String write(QueueMessage message) {
    return Json.ascii(node(message));
  }

  private static ObjectNode node(QueueMessage message) {
    return switch (message) {
      case UndeliveredChange(Destination destination, OutwardChange change) ->
          change(
              dataset("UNDELIVERED_CHANGE", change.dataset())
                  .put("destination", destination.name()),
              change);
      case UndeliveredPush(DatasetId id, long syncCount, RegisteredDevice device, Instant date) ->
          device(
              dataset("UNDELIVERED_PUSH", id)
                  .put(SYNC_COUNT, syncCount)
                  .put("date", date.toEpochMilli()),
              device);
      case CollectChunks(
              DatasetId id,
              long generation,
              String chunksId,
              Instant neededUntil,
              boolean unused) ->
          dataset("COLLECT_CHUNKS", id)
              .put(GENERATION, generation)
              .put(CHUNKS_ID, chunksId)
              .put("neededUntil", neededUntil.toEpochMilli())
              .put("foundUnused", unused);
      case CollectGeneration(DatasetId id, long generation) ->
          dataset("COLLECT_GENERATION", id).put(GENERATION, generation);
      case CountSize(DatasetSize size) ->
          dataset("COUNT_SIZE", size.dataset())
              .put("revision", size.revision())
              .put("dataBytes", size.dataBytes())
              .put("date", size.date().toEpochMilli());
    };
  }

  /** What a message says, but for the records of a change. */
  public static ObjectNode withoutRecords(QueueMessage message) {
    ObjectNode node = node(message);
    node.remove("records");
    return node;
  }

  private static ObjectNode dataset(String kind, DatasetId id) {
    return Json.object()
        .put(KIND, kind)
        .put("identityPoolId", id.identity().identityPoolId().value())
        .put("identityId", id.identity().identityId().value())
        .put("datasetName", id.datasetName().value());
  }

  private static ObjectNode change(ObjectNode node, OutwardChange change) {
    node.put("change", change.kind().name())
        .put(SYNC_COUNT, change.syncCount())
        .put(DELETED_SYNC_COUNT, change.deletedSyncCount())
        .put("date", change.date().toEpochMilli());
    switch (change.records()) {
      case ChangedRecords.Here here -> node.set("records", ChangedRecordJson.array(here.records()));
      case ChangedRecords.Stored(String objectKey, long bytes) ->
          node.put("objectKey", objectKey).put("objectBytes", bytes);
    }
    return node;
  }

  private static ObjectNode device(ObjectNode node, RegisteredDevice registered) {
    Device device = registered.device();
    return node.put("deviceId", device.deviceId().value())
        .put("platform", device.platform().name())
        .put("tokenFingerprint", device.tokenFingerprint())
        .put("endpointArn", device.endpointArn())
        .put("life", registered.life())
        .put("registrations", registered.registrations());
  }

  /**
   * The message of a body.
   *
   * @throws IllegalArgumentException if there is no such message
   */
  public static QueueMessage read(String body) {
    try {
      JsonNode node = Json.read(body);
      DatasetId id = dataset(node);
      String kind = text(node, KIND);
      return switch (kind) {
        case "UNDELIVERED_CHANGE" ->
            new UndeliveredChange(
                Destination.valueOf(text(node, "destination")),
                new OutwardChange(
                    id,
                    OutwardChange.Kind.valueOf(text(node, "change")),
                    number(node, SYNC_COUNT),
                    number(node, DELETED_SYNC_COUNT),
                    Instant.ofEpochMilli(number(node, "date")),
                    records(node)));
        case "UNDELIVERED_PUSH" ->
            new UndeliveredPush(
                id,
                number(node, SYNC_COUNT),
                device(node, id.identity()),
                Instant.ofEpochMilli(number(node, "date")));
        case "COLLECT_CHUNKS" ->
            new CollectChunks(
                id,
                number(node, GENERATION),
                text(node, CHUNKS_ID),
                Instant.ofEpochMilli(number(node, "neededUntil")),
                node.required("foundUnused").booleanValue());
        case "COLLECT_GENERATION" -> new CollectGeneration(id, number(node, GENERATION));
        case "COUNT_SIZE" ->
            new CountSize(
                new DatasetSize(
                    id,
                    number(node, "revision"),
                    number(node, "dataBytes"),
                    Instant.ofEpochMilli(number(node, "date"))));
        default -> throw new IllegalArgumentException("A message of the unknown kind " + kind);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The message is not JSON.", e);
    }
  }

  private static DatasetId dataset(JsonNode node) {
    Identity identity =
        new Identity(
            new IdentityPoolId(text(node, "identityPoolId")),
            new IdentityId(text(node, "identityId")));
    return identity.dataset(new DatasetName(text(node, "datasetName")));
  }

  private static ChangedRecords records(JsonNode node) {
    return node.has("objectKey")
        ? new ChangedRecords.Stored(text(node, "objectKey"), number(node, "objectBytes"))
        : new ChangedRecords.Here(ChangedRecordJson.read(node.required("records")));
  }

  private static RegisteredDevice device(JsonNode node, Identity identity) {
    return new RegisteredDevice(
        new Device(
            identity,
            new DeviceId(text(node, "deviceId")),
            Platform.valueOf(text(node, "platform")),
            text(node, "tokenFingerprint"),
            text(node, "endpointArn")),
        text(node, "life"),
        number(node, "registrations"));
  }

  private static String text(JsonNode node, String name) {
    JsonNode member = node.required(name);
    if (!member.isTextual()) {
      throw new IllegalArgumentException("The message's member %s is not a text.".formatted(name));
    }
    return member.textValue();
  }

  private static long number(JsonNode node, String name) {
    JsonNode member = node.required(name);
    if (!member.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "The message's member %s is not a number.".formatted(name));
    }
    return member.longValue();
  }
}

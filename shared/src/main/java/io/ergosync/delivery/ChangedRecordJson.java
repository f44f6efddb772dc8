package io.ergosync.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.RecordValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a change in the form of Cognito Streams' {@code kinesisSyncRecords} (the
 * original's developer guide, "Amazon Cognito Streams"). Dates are epoch milliseconds.
 */
public final class ChangedRecordJson {
  private static final String REMOVE = "remove";

  private ChangedRecordJson() {}

  /** The records as an array. */
  public static ArrayNode array(List<ChangedRecord> records) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    records.forEach(record -> array.add(node(record)));
    return array;
  }

  private static ObjectNode node(ChangedRecord record) {
    ObjectNode node = Json.object().put("key", record.key());
    String op =
        switch (record.value()) {
          case RecordValue.Text(String text) -> {
            node.put("value", text);
            yield "replace";
          }
          case RecordValue.Tombstone _ -> {
            node.putNull("value");
            yield REMOVE;
          }
        };
    return node.put("syncCount", record.syncCount())
        .put("lastModifiedDate", record.lastModifiedDate().toEpochMilli())
        .put("deviceLastModifiedDate", record.deviceLastModifiedDate().toEpochMilli())
        .put("op", op);
  }

  /**
   * The records of an array.
   *
   * @throws IllegalArgumentException if it is not one of records
   */
  public static List<ChangedRecord> read(String array) {
    try {
      return read(Json.read(array));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The records of a change are not JSON.", e);
    }
  }

  static List<ChangedRecord> read(JsonNode array) {
    List<ChangedRecord> records = new ArrayList<>();
    array.forEach(node ->
        records.add(
            new ChangedRecord(
                node.required("key").textValue(),
                node.required("op").textValue().equals(REMOVE)
                    ? RecordValue.Tombstone.TOMBSTONE
                    : new RecordValue.Text(node.required("value").textValue()),
                node.required("syncCount").longValue(),
                Instant.ofEpochMilli(node.required("lastModifiedDate").longValue()),
                Instant.ofEpochMilli(node.required("deviceLastModifiedDate").longValue()))));
    return records;
  }
}

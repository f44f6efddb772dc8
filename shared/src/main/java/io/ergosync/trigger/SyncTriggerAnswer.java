package io.ergosync.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.MemberType;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Tombstone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a SyncTrigger function answers: the event that it was given, with other records in it.
 * A record that it left out is as if it had not been touched.
 */
final class SyncTriggerAnswer {
  private SyncTriggerAnswer() {}

  /**
   * What is to be stored otherwise than without the trigger.
   *
   * @param records the dataset's records and tombstones, as they were in the event
   * @param patches the client's, as they were in the event
   * @throws ApiException InvalidLambdaFunctionOutputException naming the first rule that is broken
   */
  static Map<String, RecordValue> read(
      String answer, DatasetId dataset, List<DatasetRecord> records, List<RecordPatch> patches) {
    JsonNode event = object(answer);
    for (Map.Entry<String, JsonNode> member : SyncTriggerEvent.envelope(dataset).properties()) {
      if (!same(event.path(member.getKey()), member.getValue())) {
        throw invalid(
            "must return %s as it was given: %s".formatted(member.getKey(), member.getValue()));
      }
    }
    JsonNode returned = event.path(SyncTriggerEvent.RECORDS);
    if (!returned.isObject()) {
      throw invalid("must return datasetRecords, an object");
    }
    Map<String, RecordValue> without = withoutTrigger(records, patches);
    Map<String, RecordValue> changes = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : returned.properties()) {
      String key = key(member.getKey());
      RecordValue value = value(member.getValue());
      if (!value.equals(without.getOrDefault(key, Tombstone.TOMBSTONE))) {
        changes.put(key, value);
      }
    }
    return changes;
  }

  private static JsonNode object(String answer) {
    try {
      JsonNode event = Json.read(answer);
      if (event.isObject()) {
        return event;
      }
      throw invalid("must return the event that it was given, a JSON object");
    } catch (JsonProcessingException e) {
      throw TriggerErrors.invalidOutput("must return JSON; its answer cannot be read.", e);
    }
  }

  /** A number may come back as 2.0 from languages that know no whole ones. */
  private static boolean same(JsonNode returned, JsonNode given) {
    return (returned.isNumber() && given.isNumber())
        ? returned.decimalValue().compareTo(given.decimalValue()) == 0
        : returned.equals(given);
  }

  /** What every key would hold if the trigger had said nothing. */
  private static Map<String, RecordValue> withoutTrigger(
      List<DatasetRecord> records, List<RecordPatch> patches) {
    Map<String, RecordValue> values = new HashMap<>();
    records.forEach(record -> values.put(record.key(), record.value()));
    patches.forEach(patch -> values.put(patch.key(), patch.value()));
    return values;
  }

  /** A record that is null, or whose new value is, is to be removed. */
  private static RecordValue value(JsonNode record) {
    if (record.isNull()) {
      return Tombstone.TOMBSTONE;
    }
    if (!record.isObject()) {
      throw invalid("must return each record as an object or null");
    }
    JsonNode newValue = record.path(SyncTriggerEvent.NEW_VALUE);
    requireTextOrNothing(SyncTriggerEvent.OLD_VALUE, record.path(SyncTriggerEvent.OLD_VALUE));
    requireTextOrNothing(SyncTriggerEvent.NEW_VALUE, newValue);
    return switch (record.path(SyncTriggerEvent.OP).asText()) {
      case SyncTriggerEvent.REMOVE -> Tombstone.TOMBSTONE;
      case SyncTriggerEvent.REPLACE -> replacement(newValue);
      default -> throw invalid("must return each record with the op \"replace\" or \"remove\"");
    };
  }

  private static RecordValue replacement(JsonNode newValue) {
    if (newValue.isMissingNode()) {
      throw invalid("must return a newValue with each record that it replaces");
    }
    return newValue.isNull()
        ? Tombstone.TOMBSTONE
        : new RecordValue.Text(checked("newValue", MemberTypes.RECORD_VALUE, newValue));
  }

  private static String key(String key) {
    return checked("key", MemberTypes.RECORD_KEY, TextNode.valueOf(key));
  }

  private static String checked(String name, MemberType<String> type, JsonNode node) {
    return type.parse(
            node,
            new MemberType.Refusals() {
              @Override
              public void refuse(String sent, String rule) {
                refuseUnseen(rule);
              }

              @Override
              public void refuseUnseen(String rule) {
                throw invalid("returned a record whose %s is refused: %s".formatted(name, rule));
              }
            })
        .get();
  }

  private static void requireTextOrNothing(String name, JsonNode node) {
    if (!node.isTextual() && !node.isNull() && !node.isMissingNode()) {
      throw invalid("must return each record's %s as a string or null".formatted(name));
    }
  }

  private static ApiException invalid(String what) {
    return TriggerErrors.invalidOutput(what + ".");
  }
}

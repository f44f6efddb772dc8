package io.ergosync.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a SyncTrigger function is given, in the form of the original (its developer guide, "Amazon
 * Cognito Events"): every record of the dataset, changed or not, and what the update makes of it.
 */
final class SyncTriggerEvent {
  static final String TYPE = "SyncTrigger";
  static final String RECORDS = "datasetRecords";
  static final String OLD_VALUE = "oldValue";
  static final String NEW_VALUE = "newValue";
  static final String OP = "op";
  static final String REPLACE = "replace";
  static final String REMOVE = "remove";

  private SyncTriggerEvent() {}

  /** The event's members but the records: the function must give them back unchanged. */
  static ObjectNode envelope(DatasetId dataset) {
    return EventEnvelope.of(TYPE, dataset);
  }

  /** The whole event: the dataset's records in their order, then the new ones as patched. */
  static ObjectNode of(DatasetId dataset, List<DatasetRecord> records, List<RecordPatch> patches) {
    Map<String, RecordValue> patched = new LinkedHashMap<>();
    patches.forEach(patch -> patched.put(patch.key(), patch.value()));
    ObjectNode event = envelope(dataset);
    ObjectNode nodes = event.putObject(RECORDS);
    for (DatasetRecord record : records) {
      RecordValue patch = patched.remove(record.key());
      switch (record.value()) {
        case RecordValue.Text old ->
            nodes.set(
                record.key(),
                change(Json.object().put(OLD_VALUE, old.text()), patch == null ? old : patch));
        case RecordValue.Tombstone _ when patch == null -> nodes.putNull(record.key());
        case RecordValue.Tombstone _ -> nodes.set(record.key(), change(Json.object(), patch));
      }
    }
    patched.forEach((key, value) -> nodes.set(key, change(Json.object(), value)));
    return event;
  }

  private static ObjectNode change(ObjectNode node, RecordValue value) {
    return switch (value) {
      case RecordValue.Text(String text) -> node.put(NEW_VALUE, text).put(OP, REPLACE);
      case RecordValue.Tombstone _ -> node.put(OP, REMOVE);
    };
  }
}

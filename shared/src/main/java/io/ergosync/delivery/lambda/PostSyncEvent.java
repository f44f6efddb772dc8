package io.ergosync.delivery.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.RecordValue;
import io.ergosync.trigger.EventEnvelope;
import java.util.List;

/**
 * What a PostSyncTrigger function is given: the form of the SyncTrigger's event with the changed
 * records only, without old values. Three members are ours: {@code operation} distinguishes an
 * update from a deletion, which has no records, and {@code syncCount} and {@code deletedSyncCount}
 * put events in order.
 */
final class PostSyncEvent {
  private PostSyncEvent() {}

  static String of(OutwardChange change, List<ChangedRecord> records) {
    ObjectNode event = EventEnvelope.of("PostSyncTrigger", change.dataset());
    event
        .put(
            "operation",
            switch (change.kind()) {
              case REPLACE -> "replace";
              case REMOVE -> "remove";
            })
        .put("syncCount", change.syncCount())
        .put("deletedSyncCount", change.deletedSyncCount());
    ObjectNode nodes = event.putObject("datasetRecords");
    records.forEach(record -> nodes.set(record.key(), node(record.value())));
    return Json.text(event);
  }

  private static ObjectNode node(RecordValue value) {
    return switch (value) {
      case RecordValue.Text(String text) ->
          Json.object().put("newValue", text).put("op", "replace");
      case RecordValue.Tombstone _ -> Json.object().put("op", "remove");
    };
  }
}

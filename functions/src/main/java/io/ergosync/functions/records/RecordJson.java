package io.ergosync.functions.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import java.util.List;

/** The service model's Record. */
final class RecordJson {
  private RecordJson() {}

  static ArrayNode of(List<DatasetRecord> records) {
    ArrayNode array = Json.object().arrayNode(records.size());
    records.forEach(record -> array.add(of(record)));
    return array;
  }

  /** A record; a removed one has a null Value. */
  static ObjectNode of(DatasetRecord record) {
    ObjectNode node = Json.object();
    node.put("Key", record.key());
    switch (record.value()) {
      case RecordValue.Text(String text) -> node.put("Value", text);
      case RecordValue.Tombstone _ -> node.putNull("Value");
    }
    node.put("SyncCount", record.syncCount());
    node.set("LastModifiedDate", Json.date(record.lastModifiedDate()));
    node.put("LastModifiedBy", record.lastModifiedBy());
    node.set("DeviceLastModifiedDate", Json.date(record.deviceLastModifiedDate()));
    return node;
  }
}

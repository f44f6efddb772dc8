package io.ergosync.functions.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a consumer of a pool's stream makes of its records. For one thread. */
interface ConsumerRule {
  /**
   * Takes a record of the stream.
   *
   * @param dataset identity and name, as one
   * @param changedRecords its {@code kinesisSyncRecords}, wherever they were
   */
  void take(String dataset, JsonNode record, Iterable<JsonNode> changedRecords);

  /** The values by key of each dataset that exists, as far as the consumer knows. */
  Map<String, Map<String, String>> existingDatasets();

  /**
   * The rule without the dataset's last deletion: the highest sync count of each key decides, and a
   * deletion removes what is not newer than itself.
   */
  final class BySyncCountAlone implements ConsumerRule {
    private final Map<String, Map<String, JsonNode>> newest = new HashMap<>();
    private final Map<String, JsonNode> newestRecords = new HashMap<>();

    @Override
    public void take(String dataset, JsonNode record, Iterable<JsonNode> changedRecords) {
      newestRecords.merge(
          dataset, record, (known, next) -> count(next) >= count(known) ? next : known);
      Map<String, JsonNode> records = newest.computeIfAbsent(dataset, _ -> new HashMap<>());
      if (record.get("operation").asText().equals("remove")) {
        records.values().removeIf(known -> count(known) <= count(record));
      }
      for (JsonNode changed : changedRecords) {
        records.merge(
            changed.get("key").asText(),
            changed,
            (known, next) -> count(next) > count(known) ? next : known);
      }
    }

    private static long count(JsonNode record) {
      return record.get("syncCount").asLong();
    }

    @Override
    public Map<String, Map<String, String>> existingDatasets() {
      Map<String, Map<String, String>> existing = new TreeMap<>();
      newest.forEach((dataset, records) -> {
        if (newestRecords.get(dataset).get("operation").asText().equals("replace")) {
          Map<String, String> values = new TreeMap<>();
          records.forEach((key, record) -> {
            if (record.get("op").asText().equals("replace")) {
              values.put(key, record.get("value").asText());
            }
          });
          existing.put(dataset, values);
        }
      });
      return existing;
    }
  }
}

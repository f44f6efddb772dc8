package io.ergosync.functions.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A consumer of a pool's stream that follows docs/streams.md to the letter: {@link Dataset} is
 * there word for word, which {@link StreamOrderTest} checks. For one thread.
 */
final class StreamConsumer implements ConsumerRule {
  private final Map<String, Dataset> datasets = new HashMap<>();

  @Override
  public void take(String dataset, JsonNode record, Iterable<JsonNode> changedRecords) {
    datasets.computeIfAbsent(dataset, _ -> new Dataset()).take(record, changedRecords);
  }

  @Override
  public Map<String, Map<String, String>> existingDatasets() {
    Map<String, Map<String, String>> existing = new TreeMap<>();
    datasets.forEach((name, dataset) -> {
      if (dataset.exists()) {
        existing.put(name, dataset.values());
      }
    });
    return existing;
  }

  static final class Dataset {
    private long deletedSyncCount = 0;
    private long syncCount = 0;
    private final Map<String, JsonNode> newest = new HashMap<>(); // by key

    void take(JsonNode record, Iterable<JsonNode> changedRecords) {
      if (record.get("deletedSyncCount").asLong() > deletedSyncCount) {
        deletedSyncCount = record.get("deletedSyncCount").asLong();
        newest.values().removeIf(known -> known.get("syncCount").asLong() <= deletedSyncCount);
      }
      syncCount = Math.max(syncCount, record.get("syncCount").asLong());
      for (JsonNode changed : changedRecords) {
        JsonNode known = newest.get(changed.get("key").asText());
        long since = known == null ? deletedSyncCount : known.get("syncCount").asLong();
        if (changed.get("syncCount").asLong() > since) {
          newest.put(changed.get("key").asText(), changed);
        }
      }
    }

    boolean exists() {
      return syncCount > deletedSyncCount;
    }

    Map<String, String> values() {
      Map<String, String> values = new TreeMap<>();
      newest.forEach((key, record) -> {
        if (record.get("op").asText().equals("replace")) {
          values.put(key, record.get("value").asText());
        }
      });
      return values;
    }
  }
}

package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Records by key, each in one version only: what a head or an overflow holds of a dataset. */
record Journal(Map<String, DatasetRecord> records) {
  static final Journal EMPTY = new Journal(Map.of());

  Journal {
    // Sorted, so that requests go out in the same order in every run of the simulation.
    records = Collections.unmodifiableMap(new TreeMap<>(records));
  }

  static Journal of(Collection<DatasetRecord> records) {
    return EMPTY.overlaidWith(records);
  }

  Optional<DatasetRecord> find(String key) {
    return Optional.ofNullable(records.get(key));
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** These records, with newer ones in the place of those of the same key. */
  Journal overlaidWith(Collection<DatasetRecord> newer) {
    Map<String, DatasetRecord> all = new TreeMap<>(records);
    newer.forEach(record -> all.put(record.key(), record));
    return new Journal(all);
  }

  /** The records whose keys are not among these. */
  List<DatasetRecord> without(Set<String> keys) {
    return records.values().stream().filter(record -> !keys.contains(record.key())).toList();
  }
}

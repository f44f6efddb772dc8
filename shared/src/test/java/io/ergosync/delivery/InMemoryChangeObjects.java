package io.ergosync.delivery;

import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Utf8;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Objects of a plain map, for tests. */
public final class InMemoryChangeObjects implements ChangeObjects {
  private final Map<String, List<ChangedRecord>> objects = new ConcurrentHashMap<>();

  @Override
  public ChangedRecords.Stored put(DatasetId dataset, List<ChangedRecord> records) {
    String key = dataset.identity().identityPoolId() + "/" + objects.size();
    objects.put(key, records);
    return new ChangedRecords.Stored(key, Utf8.bytes(Json.text(ChangedRecordJson.array(records))));
  }

  @Override
  public List<ChangedRecord> get(ChangedRecords.Stored stored) {
    return objects.get(stored.objectKey());
  }

  @Override
  public URI url(ChangedRecords.Stored stored) {
    return URI.create("https://objects/" + stored.objectKey());
  }

  /** How many were put. */
  public int count() {
    return objects.size();
  }
}

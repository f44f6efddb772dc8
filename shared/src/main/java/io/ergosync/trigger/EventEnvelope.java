package io.ergosync.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.IdentityPoolId;

/** What the events of all triggers have in common (version 2 of the original's form). */
public final class EventEnvelope {
  private static final int VERSION = 2;

  private EventEnvelope() {}

  /** The members of an event that tell its kind and its dataset; the region is the pool's. */
  public static ObjectNode of(String eventType, DatasetId dataset) {
    IdentityPoolId pool = dataset.identity().identityPoolId();
    return Json.object()
        .put("version", VERSION)
        .put("eventType", eventType)
        .put("region", pool.value().substring(0, pool.value().indexOf(':')))
        .put("identityPoolId", pool.value())
        .put("identityId", dataset.identity().identityId().value())
        .put("datasetName", dataset.datasetName().value());
  }
}

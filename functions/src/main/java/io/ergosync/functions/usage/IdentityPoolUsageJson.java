package io.ergosync.functions.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.IdentityPoolUsage;

/** The service model's IdentityPoolUsage. */
final class IdentityPoolUsageJson {
  private IdentityPoolUsageJson() {}

  /** A response whose one member is the usage of a pool. */
  static ObjectNode response(IdentityPoolUsage usage) {
    ObjectNode response = Json.object();
    response.set("IdentityPoolUsage", of(usage));
    return response;
  }

  /** The usage of a pool; sessions are not counted, as in every recorded answer of the original. */
  static ObjectNode of(IdentityPoolUsage usage) {
    ObjectNode node = Json.object();
    node.put("IdentityPoolId", usage.identityPoolId().value());
    node.putNull("SyncSessionsCount");
    node.put("DataStorage", usage.dataStorage());
    node.set("LastModifiedDate", Json.date(usage.lastModifiedDate()));
    return node;
  }
}

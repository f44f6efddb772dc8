package io.ergosync.functions.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Dataset;

/** The service model's Dataset. */
final class DatasetJson {
  private DatasetJson() {}

  /** A response whose one member is a dataset. */
  static ObjectNode response(Dataset dataset) {
    ObjectNode response = Json.object();
    response.set("Dataset", of(dataset));
    return response;
  }

  static ObjectNode of(Dataset dataset) {
    ObjectNode node = Json.object();
    node.put("IdentityId", dataset.id().identity().identityId().value());
    node.put("DatasetName", dataset.id().datasetName().value());
    node.set("CreationDate", Json.date(dataset.creationDate()));
    node.set("LastModifiedDate", Json.date(dataset.lastModifiedDate()));
    node.put("LastModifiedBy", dataset.lastModifiedBy());
    node.put("DataStorage", dataset.dataStorage());
    node.put("NumRecords", dataset.numRecords());
    return node;
  }
}

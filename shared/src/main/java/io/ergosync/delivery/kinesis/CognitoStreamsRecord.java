package io.ergosync.delivery.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecordJson;
import io.ergosync.delivery.OutwardChange;
import java.net.URI;
import java.util.List;

/**
 * What a consumer of Cognito Streams reads, in the form of the original (its developer guide,
 * "Amazon Cognito Streams"). Dates are epoch milliseconds. One member is ours: {@code
 * deletedSyncCount}, by which consumers put records in order.
 */
final class CognitoStreamsRecord {
  private CognitoStreamsRecord() {}

  /** A change with its records in it. */
  static String inline(OutwardChange change, List<ChangedRecord> records) {
    ObjectNode node = envelope(change);
    node.set("kinesisSyncRecords", ChangedRecordJson.array(records));
    return finished(node.put("lastModifiedDate", millis(change)), "", "Inline", change);
  }

  /** A change whose records are an array behind a URL. */
  static String withUrl(OutwardChange change, URI records) {
    ObjectNode node = envelope(change).putNull("kinesisSyncRecords");
    return finished(
        node.put("lastModifiedDate", millis(change)), records.toString(), "S3Url", change);
  }

  /** The removal of a dataset, which tells of no records at all. */
  static String removal(OutwardChange change) {
    ObjectNode node = envelope(change).putNull("kinesisSyncRecords");
    return finished(node.put("lastModifiedDate", millis(change)), "", "Inline", change);
  }

  private static ObjectNode envelope(OutwardChange change) {
    return Json.object()
        .put("identityPoolId", change.dataset().identity().identityPoolId().value())
        .put("identityId", change.dataset().identity().identityId().value())
        .put("dataSetName", change.dataset().datasetName().value())
        .put(
            "operation",
            switch (change.kind()) {
              case REPLACE -> "replace";
              case REMOVE -> "remove";
            });
  }

  private static long millis(OutwardChange change) {
    return change.date().toEpochMilli();
  }

  private static String finished(
      ObjectNode node, String url, String payloadType, OutwardChange change) {
    node.set("kinesisSyncRecordsURL", Json.textOrNull(url));
    return Json.text(
        node.put("payloadType", payloadType)
            .put("syncCount", change.syncCount())
            .put("deletedSyncCount", change.deletedSyncCount()));
  }
}

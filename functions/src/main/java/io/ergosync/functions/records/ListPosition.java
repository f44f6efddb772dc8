package io.ergosync.functions.records;

import io.ergosync.api.ApiException;
import io.ergosync.api.OpaqueToken;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Where the pages of a list stand: after the record of that sync count and key, in a list of what
 * the dataset was when its sync count was {@code datasetSyncCount}. Later changes are not in it, so
 * that all pages agree; the next list has them.
 */
record ListPosition(long datasetSyncCount, long syncCount, String key) {
  /** The order of records in a list. */
  static final Comparator<DatasetRecord> ORDER =
      Comparator.comparingLong(DatasetRecord::syncCount).thenComparing(DatasetRecord::key);

  /** The beginning of a list of all changes after a sync count: no record has an empty key. */
  static ListPosition start(long datasetSyncCount, long afterSyncCount) {
    return new ListPosition(datasetSyncCount, afterSyncCount + 1, "");
  }

  /** The position after a record of the same list. */
  ListPosition after(DatasetRecord record) {
    return new ListPosition(datasetSyncCount, record.syncCount(), record.key());
  }

  /** Whether the record is still to be listed. */
  boolean precedes(DatasetRecord record) {
    return record.syncCount() <= datasetSyncCount
        && (record.syncCount() > syncCount
            || (record.syncCount() == syncCount && record.key().compareTo(key) > 0));
  }

  /** The NextToken that goes on from here. */
  String token(DatasetId dataset) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    return OpaqueToken.of(
        scope(dataset),
        ByteBuffer.allocate(2 * Long.BYTES + keyBytes.length)
            .putLong(datasetSyncCount)
            .putLong(syncCount)
            .put(keyBytes)
            .array());
  }

  /**
   * The position of a NextToken.
   *
   * @throws ApiException InvalidParameterException if it is not one of the dataset's
   */
  static ListPosition of(String token, DatasetId dataset) {
    ByteBuffer content =
        OpaqueToken.content(scope(dataset), token)
            .map(ByteBuffer::wrap)
            .orElseThrow(ListPosition::notValid);
    if (content.remaining() < 2 * Long.BYTES) {
      throw notValid();
    }
    long datasetSyncCount = content.getLong();
    long syncCount = content.getLong();
    if (syncCount < 1 || syncCount > datasetSyncCount) {
      throw notValid();
    }
    return new ListPosition(
        datasetSyncCount, syncCount, StandardCharsets.UTF_8.decode(content).toString());
  }

  static ApiException notValid() {
    return ApiException.invalidParameter("NextToken not valid for these inputs");
  }

  private static List<String> scope(DatasetId dataset) {
    return List.of(
        "ListRecords",
        dataset.identity().identityPoolId().value(),
        dataset.identity().identityId().value(),
        dataset.datasetName().value());
  }
}

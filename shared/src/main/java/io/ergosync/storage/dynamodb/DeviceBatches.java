package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.RegisteredDevice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

/** Reads several devices of an identity with as few requests as DynamoDB allows. */
record DeviceBatches(
    DynamoDbEnhancedClient enhanced, DynamoDbTable<RegisteredDevice> devices, Backoff backoff) {
  /** The most items that DynamoDB takes in one BatchGetItem. */
  private static final int BATCH_GET_MAX = 100;

  /** Those of the devices that are registered, as of now, in any order. */
  List<RegisteredDevice> find(Identity identity, Collection<DeviceId> deviceIds) {
    List<RegisteredDevice> found = new ArrayList<>();
    List<Key> left =
        deviceIds.stream()
            .map(id -> DatasetTable.key(Keys.identity(identity), Keys.device(id)))
            .toList();
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<Key> undone = new ArrayList<>();
      for (int from = 0; from < left.size(); from += BATCH_GET_MAX) {
        BatchGetResultPage page =
            batchGet(left.subList(from, Math.min(left.size(), from + BATCH_GET_MAX)));
        found.addAll(page.resultsForTable(devices));
        undone.addAll(page.unprocessedKeysForTable(devices));
      }
      left = undone;
      if (!left.isEmpty()) {
        Attempts.next(attempt, StorageSettings.DEFAULT, backoff);
      }
    }
    return found;
  }

  private BatchGetResultPage batchGet(List<Key> keys) {
    ReadBatch.Builder<RegisteredDevice> batch =
        ReadBatch.builder(RegisteredDevice.class).mappedTableResource(devices);
    keys.forEach(key -> batch.addGetItem(get -> get.key(key).consistentRead(true)));
    // One page: the paginator would ask for what was left undone at once and without end.
    return enhanced
        .batchGetItem(BatchGetItemEnhancedRequest.builder().readBatches(batch.build()).build())
        .iterator()
        .next();
  }
}

package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Writes heads on the condition that nobody committed since they were read, and so overlooks that
 * somebody settled.
 */
final class HeadConditionOnSyncCount implements Saboteur {
  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    Map<String, AttributeValue> syncCounts = new HashMap<>();
    return request -> {
      DynamoDbResponse response = calls.call(sabotaged(request, syncCounts));
      if (response instanceof GetItemResponse get && get.item().containsKey("itemCount")) {
        syncCounts.put(get.item().get("sk").s(), get.item().get("syncCount"));
      }
      return response;
    };
  }

  private DynamoDbRequest sabotaged(
      DynamoDbRequest request, Map<String, AttributeValue> syncCounts) {
    return request instanceof PutItemRequest put
            && put.item().containsKey("itemCount")
            && syncCounts.containsKey(put.item().get("sk").s())
        ? put.toBuilder()
            .conditionExpression("#syncCount = :syncCount")
            .expressionAttributeNames(Map.of("#syncCount", "syncCount"))
            .expressionAttributeValues(
                Map.of(":syncCount", syncCounts.get(put.item().get("sk").s())))
            .build()
        : request;
  }
}

package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Deletes datasets, in deletions and merges, although they were written since they were read. */
final class DeletionWithoutCondition implements Saboteur {
  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    return request ->
        request instanceof TransactWriteItemsRequest transaction
            ? calls.call(
                transaction.toBuilder()
                    .transactItems(
                        transaction.transactItems().stream()
                            .map(DeletionWithoutCondition::sabotaged)
                            .toList())
                    .build())
            : calls.call(request);
  }

  private static TransactWriteItem sabotaged(TransactWriteItem item) {
    Put put = item.put();
    boolean deletes =
        put != null && put.item().containsKey("exists") && !put.item().get("exists").bool();
    return deletes
        ? item.toBuilder()
            .put(
                put.toBuilder()
                    .conditionExpression(null)
                    .expressionAttributeNames(null)
                    .expressionAttributeValues(null)
                    .build())
            .build()
        : item;
  }
}

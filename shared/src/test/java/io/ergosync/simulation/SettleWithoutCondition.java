package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Settles records over whatever is there, newer or not. */
final class SettleWithoutCondition implements Saboteur {
  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    return request ->
        request instanceof PutItemRequest put && put.item().get("pk").s().startsWith("RECORDS#")
            ? calls.call(
                put.toBuilder()
                    .conditionExpression(null)
                    .expressionAttributeNames(null)
                    .expressionAttributeValues(null)
                    .build())
            : calls.call(request);
  }
}

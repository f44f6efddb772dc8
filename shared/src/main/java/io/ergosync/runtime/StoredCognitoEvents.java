package io.ergosync.runtime;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.trigger.CognitoEvents;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The pools' events in a function's table: the attribute {@code syncTrigger} of the item {@code
 * EVENTS} of {@code POOL#<pool>}. Safe for use by many threads.
 */
record StoredCognitoEvents(DynamoDbClient dynamoDb, String tableName) implements CognitoEvents {
  @Override
  public Optional<String> syncTrigger(IdentityPoolId identityPoolId) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(tableName)
            .key(
                Map.of(
                    "pk", AttributeValue.fromS("POOL#" + identityPoolId),
                    "sk", AttributeValue.fromS("EVENTS")))
            .projectionExpression("syncTrigger")
            .consistentRead(true)
            .build();
    return Optional.ofNullable(dynamoDb.getItem(request).item().get("syncTrigger"))
        .map(AttributeValue::s);
  }
}

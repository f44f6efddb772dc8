package io.ergosync.runtime;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.trigger.CognitoEvents;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The pools' events in a function's table: the map {@code events} of the item {@code CONFIGURATION}
 * of {@code POOL#<pool>}. Safe for use by many threads.
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
                    "sk", AttributeValue.fromS("CONFIGURATION")))
            .projectionExpression("events")
            .consistentRead(true)
            .build();
    AttributeValue events = dynamoDb.getItem(request).item().get("events");
    return events == null
        ? Optional.empty()
        : Optional.ofNullable(events.m().get("SyncTrigger")).map(AttributeValue::s);
  }
}

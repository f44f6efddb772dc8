package io.ergosync.storage.dynamodb;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.storage.IdentityPoolStorage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Configurations and events on a DynamoDB table. Safe for use by many threads and processes at the
 * same time.
 */
public final class DynamoDbIdentityPoolStorage implements IdentityPoolStorage {
  private final DynamoDbClient client;
  private final String tableName;
  private final DynamoDbEnhancedClient enhanced;

  /** The pools of a table. */
  public DynamoDbIdentityPoolStorage(DynamoDbClient client, String tableName) {
    this.client = client;
    this.tableName = tableName;
    this.enhanced = DatasetTable.enhanced(client);
  }

  // Functions need the one or the other, and a cold start pays for every schema.

  private DynamoDbTable<StoredConfiguration> configurations() {
    return enhanced.table(tableName, StoredConfiguration.SCHEMA);
  }

  private DynamoDbTable<StoredEvents> events() {
    return enhanced.table(tableName, StoredEvents.SCHEMA);
  }

  @Override
  public IdentityPoolConfiguration configuration(IdentityPoolId identityPoolId) {
    return Failures.translated(() ->
        Optional.ofNullable(
                configurations()
                    .getItem(get ->
                        get.key(
                                DatasetTable.key(
                                    Keys.poolItems(identityPoolId), Keys.CONFIGURATION))
                            .consistentRead(true)))
            .map(StoredConfiguration::configuration)
            .orElse(IdentityPoolConfiguration.NEVER_SET));
  }

  @Override
  public void setConfiguration(IdentityPoolId identityPoolId, IdentityPoolConfiguration next) {
    Failures.translatedRun(() -> {
      try {
        configurations()
            .putItem(put ->
                put.item(new StoredConfiguration(identityPoolId, next))
                    .conditionExpression(DatasetTable.revisionIs(next.revision() - 1)));
      } catch (ConditionalCheckFailedException e) {
        // What is there may be this very write, whose answer was lost.
        if (!configuration(identityPoolId).equals(next)) {
          throw new ConfigurationChangedException(identityPoolId);
        }
      }
    });
  }

  @Override
  public Map<CognitoEvent, LambdaFunctionArn> events(IdentityPoolId identityPoolId) {
    return Failures.translated(() ->
        Optional.ofNullable(
                events()
                    .getItem(get ->
                        get.key(DatasetTable.key(Keys.poolItems(identityPoolId), Keys.EVENTS))
                            .consistentRead(true)))
            .map(StoredEvents::functions)
            .orElse(Map.of()));
  }

  @Override
  public void setEvent(
      IdentityPoolId identityPoolId, CognitoEvent event, LambdaFunctionArn function) {
    update(
        identityPoolId,
        event,
        "SET #entity = :entity, #event = :function",
        Map.of(":function", AttributeValue.fromS(function.value())));
  }

  @Override
  public void removeEvent(IdentityPoolId identityPoolId, CognitoEvent event) {
    update(identityPoolId, event, "SET #entity = :entity REMOVE #event", Map.of());
  }

  private void update(
      IdentityPoolId identityPoolId,
      CognitoEvent event,
      String expression,
      Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":entity", AttributeValue.fromS(StoredEvents.ENTITY));
    Failures.translatedRun(() ->
        client.updateItem(update ->
            update
                .tableName(tableName)
                .key(DatasetTable.keyAttributes(Keys.poolItems(identityPoolId), Keys.EVENTS))
                .updateExpression(expression)
                .expressionAttributeNames(
                    Map.of("#entity", "entity", "#event", StoredEvents.attribute(event)))
                .expressionAttributeValues(all)));
  }
}

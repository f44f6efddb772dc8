package io.ergosync.local.database;

import static java.util.stream.Collectors.toMap;

import io.ergosync.local.template.TableDefinition;
import io.ergosync.local.template.TableDefinition.Index;
import io.ergosync.local.template.TableDefinition.KeyPart;
import io.ergosync.runtime.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes one table as the template defines it. */
final class TableCreation {
  private final DynamoDbClient client;
  private final TableDefinition table;

  TableCreation(DynamoDbClient client, TableDefinition table) {
    this.client = client;
    this.table = table;
  }

  /** Makes the table where it is missing, and holds one that is there against the template. */
  void ensure() {
    if (client.listTables().tableNames().contains(table.name())) {
      compare(client.describeTable(describe -> describe.tableName(table.name())).table());
      return;
    }
    client.createTable(request());
    if (!table.expiryAttribute().isEmpty()) {
      client.updateTimeToLive(update ->
          update
              .tableName(table.name())
              .timeToLiveSpecification(
                  expiry -> expiry.attributeName(table.expiryAttribute()).enabled(true)));
    }
  }

  private void compare(TableDescription existing) {
    Map<String, List<KeySchemaElement>> found =
        existing.globalSecondaryIndexes().stream()
            .collect(
                toMap(
                    GlobalSecondaryIndexDescription::indexName,
                    GlobalSecondaryIndexDescription::keySchema));
    Map<String, List<KeySchemaElement>> expected = new HashMap<>();
    table.indexes().forEach(index -> expected.put(index.name(), keySchema(index.key())));
    if (!existing.keySchema().equals(keySchema(table.key())) || !found.equals(expected)) {
      throw new ConfigurationException(
          "The table %s in the data folder has other keys or indexes than the template; choose another folder with --data."
              .formatted(table.name()));
    }
  }

  private CreateTableRequest request() {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                table.attributeTypes().entrySet().stream()
                    .map(TableCreation::attributeDefinition)
                    .toList())
            .keySchema(keySchema(table.key()));
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(TableCreation::index).toList());
    }
    if (!table.streamViewType().isEmpty()) {
      request.streamSpecification(
          StreamSpecification.builder()
              .streamEnabled(true)
              .streamViewType(table.streamViewType())
              .build());
    }
    return request.build();
  }

  private static AttributeDefinition attributeDefinition(Map.Entry<String, String> attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.getKey())
        .attributeType(attribute.getValue())
        .build();
  }

  private static GlobalSecondaryIndex index(Index index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projectionType());
    if (!index.includedAttributes().isEmpty()) {
      projection.nonKeyAttributes(index.includedAttributes());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keySchema(index.key()))
        .projection(projection.build())
        .build();
  }

  private static List<KeySchemaElement> keySchema(List<KeyPart> key) {
    return key.stream()
        .map(part ->
            KeySchemaElement.builder().attributeName(part.attribute()).keyType(part.type()).build())
        .toList();
  }
}

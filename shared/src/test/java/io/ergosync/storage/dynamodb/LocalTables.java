package io.ergosync.storage.dynamodb;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** One embedded DynamoDB Local for all tests of a run; each test makes a table of its own in it. */
public final class LocalTables {
  private static final DynamoDbClient CLIENT = DynamoDBEmbedded.create().dynamoDbClient();

  private LocalTables() {}

  /** The client of the embedded database. */
  public static DynamoDbClient client() {
    return CLIENT;
  }

  /** Makes an empty table with the keys and the index of template.yaml and returns its name. */
  public static String create() {
    String name = "test-" + UUID.randomUUID();
    CLIENT.createTable(table ->
        table
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                string(Keys.PK), string(Keys.SK), string(Keys.POOL_PK), string(Keys.POOL_SK))
            .keySchema(key(Keys.PK, KeyType.HASH), key(Keys.SK, KeyType.RANGE))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName(Keys.POOL_INDEX)
                    .keySchema(key(Keys.POOL_PK, KeyType.HASH), key(Keys.POOL_SK, KeyType.RANGE))
                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                    .build()));
    return name;
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}

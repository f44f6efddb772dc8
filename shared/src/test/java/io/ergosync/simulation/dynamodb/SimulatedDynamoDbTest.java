package io.ergosync.simulation.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The simulated DynamoDB next to AWS's own emulator: same requests, same answers. */
class SimulatedDynamoDbTest {
  private static AmazonDynamoDBLocal local;
  private static DynamoDbClient localClient;

  @BeforeAll
  static void start() {
    local = DynamoDBEmbedded.create();
    localClient = local.dynamoDbClient();
  }

  @AfterAll
  static void stop() {
    local.shutdown();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void call_sameRequests_sameAnswersAsDynamoDbLocal(long seed) {
    String table = "table-" + seed;
    createTable(table);
    SimulatedDynamoDb simulated = new SimulatedDynamoDb(new Table(), Misbehaviour.NONE);
    RandomRequests requests = new RandomRequests(new SplittableRandom(seed), table);
    for (int i = 0; i < 400; i++) {
      DynamoDbRequest request = requests.next();
      assertThat(Answer.of(simulated, request))
          .as("seed %d, request %d: %.2000s", seed, i, request)
          .isEqualTo(Answer.of(localClient, request));
    }
  }

  @Test
  void call_unknownKindOfRequest_isNamed() {
    DynamoDbClient client = CallsClient.over(new SimulatedDynamoDb(new Table(), Misbehaviour.NONE));
    assertThatThrownBy(() -> client.scan(scan -> scan.tableName("table")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("ScanRequest");
  }

  @Test
  void call_inconsistentRead_isRefused() {
    DynamoDbClient client = CallsClient.over(new SimulatedDynamoDb(new Table(), Misbehaviour.NONE));
    assertThatThrownBy(
            () -> client.getItem(get -> get.tableName("t").key(new Key("p", "s").attributes())))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must read consistently");
  }

  private static void createTable(String name) {
    localClient.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attribute(Key.PK), attribute(Key.SK))
            .keySchema(part(Key.PK, KeyType.HASH), part(Key.SK, KeyType.RANGE))
            .build());
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement part(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}

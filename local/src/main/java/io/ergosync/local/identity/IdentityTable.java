package io.ergosync.local.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The identities and their logins, in a table of their own beside the application's. Logins are
 * kept as digests.
 */
final class IdentityTable {
  private static final String TABLE = "ergosync-local-identities";
  private static final String KEY = "pk";

  private final DynamoDbClient client;
  private final LocalKey key;

  IdentityTable(DynamoDbClient client, LocalKey key) {
    this.client = client;
    this.key = key;
  }

  /** Makes the table where it is missing. */
  void create() {
    if (client.listTables().tableNames().contains(TABLE)) {
      return;
    }
    client.createTable(
        CreateTableRequest.builder()
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName(KEY)
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.HASH).build())
            .build());
  }

  void put(KnownIdentity identity) {
    client.putItem(put ->
        put.tableName(TABLE)
            .item(
                Map.of(
                    KEY,
                    AttributeValue.fromS(identityKey(identity.identityId())),
                    "identityPoolId",
                    AttributeValue.fromS(identity.identityPoolId()),
                    "providers",
                    texts(identity.providers()))));
  }

  Optional<KnownIdentity> identity(String identityId) {
    Map<String, AttributeValue> item = get(identityKey(identityId));
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new KnownIdentity(
                item.get("identityPoolId").s(),
                identityId,
                item.get("providers").l().stream().map(AttributeValue::s).toList()));
  }

  void putLogin(String identityPoolId, Login login, String identityId) {
    client.putItem(put ->
        put.tableName(TABLE)
            .item(
                Map.of(
                    KEY,
                    AttributeValue.fromS(loginKey(identityPoolId, login)),
                    "identityId",
                    AttributeValue.fromS(identityId))));
  }

  /** The identity that a login belongs to. */
  Optional<String> identityOf(String identityPoolId, Login login) {
    Map<String, AttributeValue> item = get(loginKey(identityPoolId, login));
    return item.isEmpty() ? Optional.empty() : Optional.of(item.get("identityId").s());
  }

  private Map<String, AttributeValue> get(String itemKey) {
    return client
        .getItem(get ->
            get.tableName(TABLE)
                .key(Map.of(KEY, AttributeValue.fromS(itemKey)))
                .consistentRead(true))
        .item();
  }

  private static String identityKey(String identityId) {
    return "IDENTITY#" + identityId;
  }

  private String loginKey(String identityPoolId, Login login) {
    String digest = key.derive("login", login.provider() + "\n" + login.subject());
    return "LOGIN#" + identityPoolId + "#" + digest;
  }

  private static AttributeValue texts(List<String> texts) {
    return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
  }
}

package io.ergosync.storage.dynamodb;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.storage.PushConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads PushSync from the configuration items of pools: {@code POOL#<pool>}, CONFIGURATION. */
public final class DynamoDbPushConfiguration implements PushConfiguration {
  private static final String APPLICATION_ARNS = "applicationArns";
  private static final String ROLE_ARN = "pushRoleArn";

  private final DynamoDbClient client;
  private final String tableName;

  /** The pools of a table. */
  public DynamoDbPushConfiguration(DynamoDbClient client, String tableName) {
    this.client = client;
    this.tableName = tableName;
  }

  @Override
  public PushSync pushSync(IdentityPoolId identityPoolId) {
    return Failures.translated(() -> {
      Map<String, AttributeValue> item =
          client
              .getItem(get ->
                  get.tableName(tableName)
                      .key(DatasetTable.keyAttributes("POOL#" + identityPoolId, "CONFIGURATION"))
                      .consistentRead(true))
              .item();
      List<String> applicationArns =
          Optional.ofNullable(item.get(APPLICATION_ARNS)).stream()
              .flatMap(list -> list.l().stream())
              .map(AttributeValue::s)
              .toList();
      String roleArn = Optional.ofNullable(item.get(ROLE_ARN)).map(AttributeValue::s).orElse("");
      return new PushSync(applicationArns, roleArn);
    });
  }
}

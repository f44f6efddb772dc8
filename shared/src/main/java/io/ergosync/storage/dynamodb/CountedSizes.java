package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetSize;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * The size that is counted of each dataset, and the counter that it is in: both change in one
 * transaction, on the condition that the counted size is still the one that was read.
 */
final class CountedSizes {
  private final DynamoDbClient client;
  private final String tableName;
  private final DynamoDbTable<CountedSize> sizes;
  private final Supplier<String> requestTokens;

  /**
   * @param requestTokens unique tokens, by which DynamoDB knows a transaction that the SDK sends
   *     again
   */
  CountedSizes(DynamoDbClient client, String tableName, Supplier<String> requestTokens) {
    this.client = client;
    this.tableName = tableName;
    this.sizes = DatasetTable.enhanced(client).table(tableName, CountedSize.SCHEMA);
    this.requestTokens = requestTokens;
  }

  /** What is counted as of now. */
  CountedSize read(DatasetId id) {
    String partition = Keys.identity(id.identity());
    String sortKey = Keys.counted(id.datasetName().value());
    return Optional.ofNullable(
            sizes.getItem(
                get -> get.key(DatasetTable.key(partition, sortKey)).consistentRead(true)))
        .orElseGet(() -> new CountedSize(partition, sortKey, 0, 0));
  }

  /**
   * Counts a size instead of the one that was read.
   *
   * @return false if another was counted since, or is being counted in the same counter, or if the
   *     answer to this very write was lost
   */
  boolean replace(CountedSize read, DatasetSize size) {
    TransactWriteItem counted =
        put(
            new CountedSize(read.partition(), read.sortKey(), size.revision(), size.dataBytes()),
            DatasetTable.revisionIs(read.revision()));
    TransactWriteItem counter = add(size, size.dataBytes() - read.dataBytes());
    try {
      client.transactWriteItems(
          write -> write.transactItems(counted, counter).clientRequestToken(requestTokens.get()));
      return true;
    } catch (TransactionCanceledException | TransactionInProgressException e) {
      return false;
    }
  }

  private TransactWriteItem put(CountedSize size, Expression condition) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(tableName)
                .item(CountedSize.SCHEMA.itemToMap(size, true))
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.expressionNames())
                .expressionAttributeValues(condition.expressionValues()))
        .build();
  }

  private TransactWriteItem add(DatasetSize size, long difference) {
    DatasetId id = size.dataset();
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(tableName)
                .key(
                    DatasetTable.keyAttributes(
                        Keys.poolItems(id.identity().identityPoolId()), Keys.usageShard(id)))
                .updateExpression(
                    "SET #entity = :entity, #modified = :modified ADD #dataBytes :difference")
                .expressionAttributeNames(
                    Map.of(
                        "#entity", "entity",
                        "#modified", UsageShard.MODIFIED,
                        "#dataBytes", UsageShard.DATA_BYTES))
                .expressionAttributeValues(
                    Map.of(
                        ":entity",
                        AttributeValue.fromS(UsageShard.ENTITY),
                        ":modified",
                        DatasetTable.number(size.date().toEpochMilli()),
                        ":difference",
                        DatasetTable.number(difference))))
        .build();
  }
}

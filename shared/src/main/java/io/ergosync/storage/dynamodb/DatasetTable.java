package io.ergosync.storage.dynamodb;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table seen as heads, settled records and chunks. Safe for use by many threads.
 *
 * @param client for the requests that the Enhanced Client cannot express
 */
record DatasetTable(
    DynamoDbClient client,
    String name,
    DynamoDbEnhancedClient enhanced,
    DynamoDbTable<Head> heads) {
  DatasetTable {
    requireNonNull(client);
    requireNonNull(name);
  }

  static DatasetTable of(DynamoDbClient client, String name) {
    DynamoDbEnhancedClient enhanced = enhanced(client);
    return new DatasetTable(client, name, enhanced, enhanced.table(name, HeadSchema.SCHEMA));
  }

  // A cold start pays for every schema, and most requests need that of heads only.

  DynamoDbTable<SettledRecord> records() {
    return enhanced.table(name, SettledRecordSchema.SCHEMA);
  }

  DynamoDbTable<Chunk> chunks() {
    return enhanced.table(name, Chunk.SCHEMA);
  }

  static DynamoDbEnhancedClient enhanced(DynamoDbClient client) {
    // No extension: the revision is ours, and each extension would look at every item.
    return DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
  }

  static Key key(String partition, String sortKey) {
    return Key.builder().partitionValue(partition).sortValue(sortKey).build();
  }

  static Map<String, AttributeValue> keyAttributes(String partition, String sortKey) {
    return Map.of(Keys.PK, AttributeValue.fromS(partition), Keys.SK, AttributeValue.fromS(sortKey));
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** The condition on which a head may be written: nobody else wrote it since it was read. */
  static Expression revisionIs(Head read) {
    return revisionIs(read.revision());
  }

  /** The condition on which an item may be written that was read at a revision, 0 for none. */
  static Expression revisionIs(long revision) {
    return revision == 0
        ? absent()
        : Expression.builder()
            .expression("#revision = :revision")
            .putExpressionName("#revision", HeadSchema.REVISION)
            .putExpressionValue(":revision", number(revision))
            .build();
  }

  /** The condition on which an item may be written that must not exist. */
  static Expression absent() {
    return Expression.builder()
        .expression("attribute_not_exists(#pk)")
        .putExpressionName("#pk", Keys.PK)
        .build();
  }

  /** The condition on which a record may be settled: what is there, if anything, is older. */
  static Expression olderThan(long syncCount) {
    return Expression.builder()
        .expression("attribute_not_exists(#pk) OR #syncCount < :syncCount")
        .putExpressionName("#pk", Keys.PK)
        .putExpressionName("#syncCount", SettledRecordSchema.SYNC_COUNT)
        .putExpressionValue(":syncCount", number(syncCount))
        .build();
  }
}

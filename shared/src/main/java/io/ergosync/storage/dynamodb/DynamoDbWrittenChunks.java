package io.ergosync.storage.dynamodb;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.storage.WrittenChunks;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Looks for chunks on a DynamoDB table by their first slice. Safe for use by many threads. */
public final class DynamoDbWrittenChunks implements WrittenChunks {
  private final DynamoDbClient client;
  private final String tableName;

  /** The chunks of a table. */
  public DynamoDbWrittenChunks(DynamoDbClient client, String tableName) {
    this.client = requireNonNull(client);
    this.tableName = requireNonNull(tableName);
  }

  @Override
  public boolean exist(DatasetId dataset, long generation, String chunksId) {
    return Failures.translated(() ->
        client
                .query(query ->
                    query
                        .tableName(tableName)
                        .consistentRead(true)
                        .limit(1)
                        .keyConditionExpression("#pk = :pk AND begins_with(#sk, :prefix)")
                        .projectionExpression("#pk")
                        .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK))
                        .expressionAttributeValues(
                            Map.of(
                                ":pk", AttributeValue.fromS(Keys.records(dataset, generation)),
                                ":prefix", AttributeValue.fromS(Keys.chunks(chunksId)))))
                .count()
            > 0);
  }
}

package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.PoolDatasets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The datasets of a pool by the table's index, shard by shard and there by key. The index follows
 * the table within moments. Safe for use by many threads and processes at the same time.
 */
public final class DynamoDbPoolDatasets implements PoolDatasets {
  private final DynamoDbClient client;
  private final String tableName;

  /** The pools of a table. */
  public DynamoDbPoolDatasets(DynamoDbClient client, String tableName) {
    this.client = client;
    this.tableName = tableName;
  }

  /**
   * Where a page ended: {@code <shard>/<key>}.
   *
   * @param after the last key of the shard that was listed; lower than all if none was
   */
  private record Cursor(int shard, String after) {
    /** A sort key is never empty, so there is always one to start after: every key is greater. */
    static Cursor startOf(int shard) {
      return new Cursor(shard, " ");
    }

    static Cursor read(String text) {
      if (text.isEmpty()) {
        return startOf(0);
      }
      int separator = text.indexOf('/');
      int shard = separator < 0 ? -1 : Integer.parseInt(text.substring(0, separator));
      if (shard < 0 || shard >= Keys.POOL_SHARDS || separator + 1 == text.length()) {
        throw new IllegalArgumentException("no page ended with " + text);
      }
      return new Cursor(shard, text.substring(separator + 1));
    }

    String write() {
      return shard + "/" + after;
    }
  }

  @Override
  public Page page(IdentityPoolId identityPoolId, String cursor, int countMax) {
    Cursor at = Cursor.read(cursor);
    return Failures.translated(() -> page(identityPoolId, at, countMax));
  }

  private Page page(IdentityPoolId identityPoolId, Cursor start, int countMax) {
    List<DatasetId> datasets = new ArrayList<>();
    Cursor at = start;
    while (at.shard() < Keys.POOL_SHARDS) {
      QueryResponse response = query(identityPoolId, at, countMax - datasets.size());
      for (Map<String, AttributeValue> item : response.items()) {
        String key = item.get(Keys.POOL_SK).s();
        datasets.add(Keys.dataset(identityPoolId, key));
        at = new Cursor(at.shard(), key);
      }
      if (datasets.size() == countMax) {
        return new Page(datasets, Optional.of(at.write()));
      }
      if (!response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty()) {
        at = Cursor.startOf(at.shard() + 1);
      }
    }
    return new Page(datasets, Optional.empty());
  }

  private QueryResponse query(IdentityPoolId identityPoolId, Cursor at, int limit) {
    return client.query(query ->
        query
            .tableName(tableName)
            .indexName(Keys.POOL_INDEX)
            .keyConditionExpression("#pk = :pk AND #sk > :after")
            .expressionAttributeNames(Map.of("#pk", Keys.POOL_PK, "#sk", Keys.POOL_SK))
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(Keys.pool(identityPoolId, at.shard())),
                    ":after", AttributeValue.fromS(at.after())))
            .limit(limit));
  }
}

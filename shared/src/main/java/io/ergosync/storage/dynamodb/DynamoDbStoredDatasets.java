package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.StoredDatasets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The datasets of a DynamoDB table by the keys of their items, so that a head that cannot be read
 * does not hide the others. Safe for use by many threads and processes at the same time.
 */
public final class DynamoDbStoredDatasets implements StoredDatasets {
  private static final String CHUNK_ENTITY = "CHUNK";

  private final DatasetTable table;

  /** The datasets of a table. */
  public DynamoDbStoredDatasets(DynamoDbClient client, String tableName) {
    this.table = DatasetTable.of(client, tableName);
  }

  @Override
  public Page ofPool(IdentityPoolId identityPoolId, String cursor) {
    Optional<ItemKey> after = ItemKey.after(cursor);
    return Failures.translated(() -> {
      ScanResponse response = table.client().scan(scan(identityPoolId, after));
      List<Entry> entries = new ArrayList<>();
      for (Map<String, AttributeValue> item : response.items()) {
        ItemKey key = ItemKey.of(item);
        dataset(key).map(id -> new Entry(id, key.cursor())).ifPresent(entries::add);
      }
      return page(entries, response.lastEvaluatedKey());
    });
  }

  /** Heads, and chunks: of these, those that no head was ever written for. */
  private ScanRequest scan(IdentityPoolId identityPoolId, Optional<ItemKey> after) {
    return ScanRequest.builder()
        .tableName(table.name())
        .filterExpression(
            "(#entity = :head AND begins_with(#pk, :heads))"
                + " OR (#entity = :chunk AND begins_with(#pk, :records))")
        .projectionExpression("#pk, #sk")
        .expressionAttributeNames(Map.of("#entity", "entity", "#pk", Keys.PK, "#sk", Keys.SK))
        .expressionAttributeValues(
            Map.of(
                ":head", AttributeValue.fromS(HeadSchema.ENTITY),
                ":chunk", AttributeValue.fromS(CHUNK_ENTITY),
                ":heads", AttributeValue.fromS("IDENTITY#" + identityPoolId + "#"),
                ":records", AttributeValue.fromS("RECORDS#" + identityPoolId + "#")))
        .exclusiveStartKey(after.map(ItemKey::attributes).orElse(null))
        .build();
  }

  /** The dataset that an item makes known; a chunk does so only where there is no head. */
  private Optional<DatasetId> dataset(ItemKey key) {
    if (key.sortKey().startsWith(Keys.DATASETS)) {
      return Optional.of(ofHead(key));
    }
    Keys.ChunkKey chunk = Keys.chunkKey(key.partition(), key.sortKey());
    return key.sortKey().equals(Keys.chunk(chunk.chunksId(), 0)) && !hasHead(chunk.life().dataset())
        ? Optional.of(chunk.life().dataset())
        : Optional.empty();
  }

  /** Also where the head cannot be read. */
  private boolean hasHead(DatasetId id) {
    return table
        .client()
        .getItem(get ->
            get.tableName(table.name())
                .key(headKey(id).primaryKeyMap(HeadSchema.SCHEMA))
                .projectionExpression("#pk")
                .expressionAttributeNames(Map.of("#pk", Keys.PK))
                .consistentRead(true))
        .hasItem();
  }

  @Override
  public Page ofIdentity(Identity identity, String cursor) {
    Optional<ItemKey> after = ItemKey.after(cursor);
    return Failures.translated(() -> {
      QueryResponse response =
          table
              .client()
              .query(
                  keys(Keys.identity(identity), Keys.DATASETS)
                      .exclusiveStartKey(after.map(ItemKey::attributes).orElse(null))
                      .build());
      return page(
          response.items().stream()
              .map(ItemKey::of)
              .map(key -> new Entry(ofHead(key), key.cursor()))
              .toList(),
          response.lastEvaluatedKey());
    });
  }

  @Override
  public Optional<StoredDataset> find(DatasetId id) {
    return Failures.translated(() ->
        Optional.ofNullable(table.heads().getItem(get -> get.key(headKey(id)).consistentRead(true)))
            .map(head ->
                new StoredDataset(
                    id,
                    head.revision(),
                    head.exists(),
                    head.generation(),
                    head.syncCount(),
                    head.counters().dataBytes(),
                    head.modified())));
  }

  @Override
  public boolean hasItems(DatasetId id, long generation) {
    return Failures.translated(() ->
        !table
            .client()
            .query(keys(Keys.records(id, generation), "").limit(1).build())
            .items()
            .isEmpty());
  }

  @Override
  public Set<String> chunksIds(DatasetId id, long generation) {
    String partition = Keys.records(id, generation);
    return Failures.translated(() ->
        table.client().queryPaginator(keys(partition, Keys.CHUNKS).build()).items().stream()
            .map(item -> Keys.chunkKey(partition, item.get(Keys.SK).s()).chunksId())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private QueryRequest.Builder keys(String partition, String sortKeyPrefix) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .projectionExpression("#pk, #sk")
            .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK));
    AttributeValue pk = AttributeValue.fromS(partition);
    return sortKeyPrefix.isEmpty()
        ? query.keyConditionExpression("#pk = :pk").expressionAttributeValues(Map.of(":pk", pk))
        : query
            .keyConditionExpression("#pk = :pk AND begins_with(#sk, :prefix)")
            .expressionAttributeValues(
                Map.of(":pk", pk, ":prefix", AttributeValue.fromS(sortKeyPrefix)));
  }

  private static Key headKey(DatasetId id) {
    return DatasetTable.key(Keys.identity(id.identity()), Keys.head(id.datasetName().value()));
  }

  private static DatasetId ofHead(ItemKey key) {
    String[] parts = key.partition().split("#", -1);
    return new Identity(new IdentityPoolId(parts[1]), new IdentityId(parts[2]))
        .dataset(new DatasetName(key.sortKey().substring(Keys.DATASETS.length())));
  }

  private static Page page(List<Entry> entries, Map<String, AttributeValue> lastEvaluatedKey) {
    return new Page(
        entries,
        lastEvaluatedKey.isEmpty()
            ? Optional.empty()
            : Optional.of(ItemKey.of(lastEvaluatedKey).cursor()));
  }

  /** The key of an item. As a cursor it is written with a space, which no partition key has. */
  private record ItemKey(String partition, String sortKey) {
    static ItemKey of(Map<String, AttributeValue> item) {
      return new ItemKey(item.get(Keys.PK).s(), item.get(Keys.SK).s());
    }

    static Optional<ItemKey> after(String cursor) {
      if (cursor.isEmpty()) {
        return Optional.empty();
      }
      int separator = cursor.indexOf(' ');
      if (separator < 1 || separator + 1 == cursor.length()) {
        throw new IllegalArgumentException("not the cursor of a page or an entry: " + cursor);
      }
      return Optional.of(
          new ItemKey(cursor.substring(0, separator), cursor.substring(separator + 1)));
    }

    String cursor() {
      return partition + " " + sortKey;
    }

    Map<String, AttributeValue> attributes() {
      return DatasetTable.keyAttributes(partition, sortKey);
    }
  }
}

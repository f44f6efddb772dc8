package io.ergosync.storage.dynamodb;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Reads and writes what is too large for one item, in chunks. */
final class ChunkStore {
  private static final int BATCH_WRITE_MAX = 25;

  private final DatasetTable table;
  private final StorageSettings settings;
  private final Parallel parallel;
  private final Backoff backoff;

  ChunkStore(DatasetTable table, StorageSettings settings, Parallel parallel, Backoff backoff) {
    this.table = table;
    this.settings = settings;
    this.parallel = parallel;
    this.backoff = backoff;
  }

  /** Writes the chunks and returns their number. Writing the same again changes nothing. */
  int write(String partition, String chunksId, byte[] data) {
    List<Chunk> slices = new ArrayList<>();
    for (int from = 0; from < data.length; from += settings.chunkBytesMax()) {
      int to = Math.min(data.length, from + settings.chunkBytesMax());
      slices.add(
          new Chunk(
              partition,
              Keys.chunk(chunksId, slices.size()),
              SdkBytes.fromByteArrayUnsafe(Arrays.copyOfRange(data, from, to))));
    }
    parallel.forEach(slices, table.chunks()::putItem);
    return slices.size();
  }

  /** What the chunks hold; empty if any of them is missing. */
  Optional<byte[]> read(String partition, String chunksId, int chunkCount) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int number = 0;
    for (Chunk slice :
        table
            .chunks()
            .query(query ->
                query
                    .queryConditional(
                        QueryConditional.sortBeginsWith(
                            DatasetTable.key(partition, Keys.chunks(chunksId))))
                    .consistentRead(true))
            .items()) {
      if (!slice.sortKey().equals(Keys.chunk(chunksId, number))) {
        return Optional.empty();
      }
      data.writeBytes(slice.data().asByteArrayUnsafe());
      number++;
    }
    return number == chunkCount ? Optional.of(data.toByteArray()) : Optional.empty();
  }

  /** Removes the chunks, those that are left of them. */
  void remove(String partition, String chunksId) {
    removeAll(partition, Keys.chunks(chunksId));
  }

  /** Removes every item of a partition whose sort key begins so. */
  void removeAll(String partition, String sortKeyPrefix) {
    List<WriteRequest> deletions =
        table.client().queryPaginator(keysOf(partition, sortKeyPrefix)).items().stream()
            .map(item -> WriteRequest.builder().deleteRequest(d -> d.key(item)).build())
            .toList();
    for (int from = 0; from < deletions.size(); from += BATCH_WRITE_MAX) {
      write(deletions.subList(from, Math.min(deletions.size(), from + BATCH_WRITE_MAX)));
    }
  }

  private QueryRequest keysOf(String partition, String sortKeyPrefix) {
    return QueryRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .keyConditionExpression(
            sortKeyPrefix.isEmpty() ? "#pk = :pk" : "#pk = :pk AND begins_with(#sk, :prefix)")
        .projectionExpression("#pk, #sk")
        .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK))
        .expressionAttributeValues(
            sortKeyPrefix.isEmpty()
                ? Map.of(":pk", AttributeValue.fromS(partition))
                : Map.of(
                    ":pk", AttributeValue.fromS(partition),
                    ":prefix", AttributeValue.fromS(sortKeyPrefix)))
        .build();
  }

  private void write(List<WriteRequest> requests) {
    Map<String, List<WriteRequest>> left = Map.of(table.name(), requests);
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      BatchWriteItemResponse response =
          table.client().batchWriteItem(BatchWriteItemRequest.builder().requestItems(left).build());
      left = response.unprocessedItems();
      if (!left.isEmpty()) {
        Attempts.next(attempt, settings, backoff);
      }
    }
  }
}

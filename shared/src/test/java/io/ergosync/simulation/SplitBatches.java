package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A batch is no unit: others may come between its items. This lets them, at one place a batch. */
final class SplitBatches implements Calls {
  private final Calls database;
  private final RandomGenerator random;
  private final Runnable between;

  SplitBatches(Calls database, RandomGenerator random, Runnable between) {
    this.database = database;
    this.random = random;
    this.between = between;
  }

  @Override
  public DynamoDbResponse call(DynamoDbRequest request) {
    return switch (request) {
      case BatchGetItemRequest get
          when get.requestItems().values().iterator().next().keys().size() > 1 ->
          get(get);
      case BatchWriteItemRequest write
          when write.requestItems().values().iterator().next().size() > 1 ->
          write(write);
      default -> database.call(request);
    };
  }

  private DynamoDbResponse get(BatchGetItemRequest request) {
    String table = request.requestItems().keySet().iterator().next();
    KeysAndAttributes asked = request.requestItems().get(table);
    int cut = random.nextInt(1, asked.keys().size());
    BatchGetItemResponse first = part(table, asked, asked.keys().subList(0, cut));
    between.run();
    BatchGetItemResponse second =
        part(table, asked, asked.keys().subList(cut, asked.keys().size()));
    List<Map<String, AttributeValue>> items = new ArrayList<>(first.responses().get(table));
    items.addAll(second.responses().get(table));
    List<Map<String, AttributeValue>> left = new ArrayList<>();
    List.of(first, second)
        .forEach(part -> part.unprocessedKeys().values().forEach(keys -> left.addAll(keys.keys())));
    return BatchGetItemResponse.builder()
        .responses(Map.of(table, items))
        .unprocessedKeys(
            left.isEmpty() ? Map.of() : Map.of(table, asked.toBuilder().keys(left).build()))
        .build();
  }

  private BatchGetItemResponse part(
      String table, KeysAndAttributes asked, List<Map<String, AttributeValue>> keys) {
    return (BatchGetItemResponse)
        database.call(
            BatchGetItemRequest.builder()
                .requestItems(Map.of(table, asked.toBuilder().keys(keys).build()))
                .build());
  }

  private DynamoDbResponse write(BatchWriteItemRequest request) {
    String table = request.requestItems().keySet().iterator().next();
    List<WriteRequest> wanted = request.requestItems().get(table);
    int cut = random.nextInt(1, wanted.size());
    List<WriteRequest> left = new ArrayList<>();
    for (List<WriteRequest> part :
        List.of(wanted.subList(0, cut), wanted.subList(cut, wanted.size()))) {
      BatchWriteItemResponse response =
          (BatchWriteItemResponse)
              database.call(
                  BatchWriteItemRequest.builder().requestItems(Map.of(table, part)).build());
      response.unprocessedItems().values().forEach(left::addAll);
      between.run();
    }
    Map<String, List<WriteRequest>> unprocessed = new HashMap<>();
    if (!left.isEmpty()) {
      unprocessed.put(table, left);
    }
    return BatchWriteItemResponse.builder().unprocessedItems(unprocessed).build();
  }
}

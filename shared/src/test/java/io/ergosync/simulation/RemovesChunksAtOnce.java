package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import io.ergosync.simulation.dynamodb.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Believes that what was just written in vain is needed by nobody, and removes it at once: the
 * chunks of a value whose record was refused, or those of a patch whose head was.
 */
enum RemovesChunksAtOnce implements Saboteur {
  /** A record is refused because another settler put the same one, which points at the chunks. */
  OF_A_REFUSED_RECORD("valueChunksId", "valueChunks"),
  /** A head is refused, but another copy of the same write is still on its way. */
  OF_A_REFUSED_HEAD("overflowId", "overflowChunks");

  private final String id;
  private final String count;

  RemovesChunksAtOnce(String id, String count) {
    this.id = id;
    this.count = count;
  }

  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    return request -> {
      try {
        return calls.call(request);
      } catch (ConditionalCheckFailedException | TransactionConflictException e) {
        if (request instanceof PutItemRequest put && put.item().containsKey(id)) {
          remove(put, calls);
        }
        throw e;
      }
    };
  }

  private void remove(PutItemRequest put, Calls calls) {
    Map<String, AttributeValue> item = put.item();
    List<WriteRequest> removals = new ArrayList<>();
    for (int number = 0; number < Integer.parseInt(item.get(count).n()); number++) {
      String sortKey = "~%s#%04d".formatted(item.get(id).s(), number);
      removals.add(
          WriteRequest.builder()
              .deleteRequest(d -> d.key(new Key(partition(item), sortKey).attributes()))
              .build());
    }
    removals.stream()
        .limit(25)
        .forEach(removal ->
            calls.call(
                BatchWriteItemRequest.builder()
                    .requestItems(Map.of(put.tableName(), List.of(removal)))
                    .build()));
  }

  private static String partition(Map<String, AttributeValue> item) {
    String pk = item.get(Key.PK).s();
    return pk.startsWith("IDENTITY#")
        ? "RECORDS#%s#%s#%s"
            .formatted(
                pk.substring("IDENTITY#".length()),
                item.get(Key.SK).s().substring("DATASET#".length()),
                item.get("generation").n())
        : pk;
  }
}

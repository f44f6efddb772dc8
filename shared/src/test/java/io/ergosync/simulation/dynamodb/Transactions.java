package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Writes of several items, all or none. */
final class Transactions {
  private static final int OPERATIONS_MAX = 100;

  /** For so long after a transaction its token stands for it, in milliseconds. */
  private static final long TOKEN_MILLIS = 10 * 60_000L;

  private final Table table;
  private final LongSupplier millis;
  private final Map<String, Done> done = new HashMap<>();

  Transactions(Table table, LongSupplier millis) {
    this.table = table;
    this.millis = millis;
  }

  private record Done(TransactWriteItemsRequest request, long millis) {}

  TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
    List<Write> writes = new ArrayList<>();
    Set<Key> keys = new HashSet<>();
    for (TransactWriteItem item : request.transactItems()) {
      Write write = write(item);
      writes.add(write);
      if (!keys.add(write.key())) {
        throw Failures.validation(
            "Transaction request cannot include multiple operations on one item");
      }
    }
    if (writes.isEmpty() || writes.size() > OPERATIONS_MAX) {
      throw Failures.validation("A transaction has 1 to 100 operations, not " + writes.size());
    }
    String token = request.clientRequestToken();
    long now = millis.getAsLong();
    if (token != null && done.containsKey(token) && now < done.get(token).millis() + TOKEN_MILLIS) {
      if (!done.get(token).request().equals(request)) {
        throw Failures.idempotentParameterMismatch();
      }
      return TransactWriteItemsResponse.builder().build();
    }
    table.writeAll(writes);
    if (token != null) {
      done.put(token, new Done(request, now));
    }
    return TransactWriteItemsResponse.builder().build();
  }

  private static Write write(TransactWriteItem item) {
    if (item.put() != null) {
      Put put = item.put();
      return Write.of(
          Write.Kind.PUT,
          put.item(),
          put.conditionExpression(),
          null,
          Placeholders.of(
              put.hasExpressionAttributeNames(),
              put.expressionAttributeNames(),
              put.hasExpressionAttributeValues(),
              put.expressionAttributeValues()),
          put.returnValuesOnConditionCheckFailure());
    }
    if (item.update() != null) {
      Update update = item.update();
      return Write.of(
          Write.Kind.UPDATE,
          update.key(),
          update.conditionExpression(),
          update.updateExpression(),
          Placeholders.of(
              update.hasExpressionAttributeNames(),
              update.expressionAttributeNames(),
              update.hasExpressionAttributeValues(),
              update.expressionAttributeValues()),
          update.returnValuesOnConditionCheckFailure());
    }
    if (item.delete() != null) {
      Delete delete = item.delete();
      return Write.of(
          Write.Kind.DELETE,
          delete.key(),
          delete.conditionExpression(),
          null,
          Placeholders.of(
              delete.hasExpressionAttributeNames(),
              delete.expressionAttributeNames(),
              delete.hasExpressionAttributeValues(),
              delete.expressionAttributeValues()),
          delete.returnValuesOnConditionCheckFailure());
    }
    ConditionCheck check = item.conditionCheck();
    return Write.of(
        Write.Kind.CHECK,
        check.key(),
        check.conditionExpression(),
        null,
        Placeholders.of(
            check.hasExpressionAttributeNames(),
            check.expressionAttributeNames(),
            check.hasExpressionAttributeValues(),
            check.expressionAttributeValues()),
        check.returnValuesOnConditionCheckFailure());
  }
}

package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Requests of every kind the simulation knows, on so few keys that they meet; some are illegal. */
final class RandomRequests extends RandomParts {
  private static final List<String> CONDITIONS =
      List.of(
          "attribute_exists(pk)",
          "attribute_not_exists(#n)",
          "#n = :n",
          "NOT #n <> :n",
          "#n < :n OR attribute_not_exists(#n)",
          "(#n >= :n) AND (#n <= :m)",
          "#n > :n and begins_with(#s, :s)",
          "#n BETWEEN :n AND :m OR (#s = :s AND NOT attribute_exists(#n))");
  private static final List<String> UPDATES =
      List.of(
          "SET #n = :n",
          "SET #n = if_not_exists(#n, :n) + :m, #s = :s",
          "SET #n = #n - :m",
          "ADD #n :m",
          "REMOVE #n SET #s = :s",
          "ADD #n :n REMOVE #s",
          "SET #s = :s ADD #s :n");

  private final String table;
  private TransactWriteItemsRequest lastTransaction;

  RandomRequests(RandomGenerator random, String table) {
    super(random);
    this.table = table;
    this.lastTransaction = transaction();
  }

  DynamoDbRequest next() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> put();
      case 2, 3 -> update();
      case 4 -> delete();
      case 5 -> GetItemRequest.builder().tableName(table).key(key()).consistentRead(true).build();
      case 6, 7 -> query();
      case 8 -> batchGet();
      case 9 -> batchWrite();
      default -> {
        if (random.nextInt(4) > 0) {
          lastTransaction = transaction();
        }
        yield lastTransaction;
      }
    };
  }

  private PutItemRequest put() {
    PutItemRequest.Builder put =
        PutItemRequest.builder().tableName(table).item(item()).returnValues(oldOrNone());
    if (random.nextBoolean()) {
      String condition = one(CONDITIONS);
      put.conditionExpression(condition)
          .returnValuesOnConditionCheckFailure(itemOrNone())
          .expressionAttributeNames(sent(names(condition)))
          .expressionAttributeValues(sent(values(condition)));
    }
    return put.build();
  }

  private DeleteItemRequest delete() {
    String condition = one(CONDITIONS);
    return DeleteItemRequest.builder()
        .tableName(table)
        .key(key())
        .returnValues(oldOrNone())
        .conditionExpression(condition)
        .returnValuesOnConditionCheckFailure(itemOrNone())
        .expressionAttributeNames(sent(names(condition)))
        .expressionAttributeValues(sent(values(condition)))
        .build();
  }

  private UpdateItemRequest update() {
    String update = one(UPDATES);
    String condition = random.nextBoolean() ? one(CONDITIONS) : "";
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key())
        .updateExpression(update)
        .conditionExpression(condition.isEmpty() ? null : condition)
        .returnValues(random.nextBoolean() ? ReturnValue.ALL_NEW : ReturnValue.NONE)
        .returnValuesOnConditionCheckFailure(itemOrNone())
        .expressionAttributeNames(sent(names(update + " " + condition)))
        .expressionAttributeValues(sent(values(update + " " + condition)))
        .build();
  }

  private QueryRequest query() {
    String condition =
        one(
            List.of(
                "pk = :p",
                "#p = :p AND begins_with(sk, :s)",
                "#p = :p AND sk < :s",
                "pk = :p AND sk > :s",
                "(pk = :p) AND (sk BETWEEN :s AND :t)"));
    String filter = one(List.of("", "#n > :n", "attribute_exists(#s)"));
    Map<String, String> names = names(filter);
    Map<String, AttributeValue> values = values(filter);
    values.put(":p", AttributeValue.fromS("p" + random.nextInt(2)));
    if (condition.contains("#p")) {
      names.put("#p", "pk");
    }
    if (condition.contains(":s")) {
      values.put(":s", AttributeValue.fromS("s" + random.nextInt(3)));
    }
    if (condition.contains(":t")) {
      values.put(":t", AttributeValue.fromS("s" + random.nextInt(3, 6) + "+"));
    }
    QueryRequest.Builder query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(condition)
            .filterExpression(filter.isEmpty() ? null : filter)
            .expressionAttributeNames(sent(names))
            .expressionAttributeValues(values)
            .limit(random.nextBoolean() ? random.nextInt(1, 5) : null);
    if (condition.equals("pk = :p") && random.nextBoolean()) {
      query.exclusiveStartKey(new Key(values.get(":p").s(), "s" + random.nextInt(6)).attributes());
    }
    return query.build();
  }

  private BatchGetItemRequest batchGet() {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      keys.add(key());
    }
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
        .build();
  }

  private BatchWriteItemRequest batchWrite() {
    List<WriteRequest> writes = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      writes.add(
          random.nextBoolean()
              ? WriteRequest.builder().putRequest(put -> put.item(item())).build()
              : WriteRequest.builder().deleteRequest(delete -> delete.key(key())).build());
    }
    return BatchWriteItemRequest.builder().requestItems(Map.of(table, writes)).build();
  }

  private TransactWriteItemsRequest transaction() {
    List<TransactWriteItem> items = new ArrayList<>();
    Set<Map<String, AttributeValue>> keys = new HashSet<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Map<String, AttributeValue> key = key();
      // DynamoDB Local looks at operations on one item one after the other; the service refuses.
      if (keys.add(key)) {
        items.add(transactItem(key));
      }
    }
    return TransactWriteItemsRequest.builder()
        .transactItems(items)
        .clientRequestToken(table + "-" + random.nextInt(1_000_000))
        .build();
  }

  private TransactWriteItem transactItem(Map<String, AttributeValue> key) {
    String condition = one(CONDITIONS);
    String update = one(UPDATES.subList(0, 1));
    Map<String, AttributeValue> item = item();
    item.putAll(key);
    ReturnValuesOnConditionCheckFailure onFailure = itemOrNone();
    return switch (random.nextInt(4)) {
      case 0 -> TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
      case 1 ->
          TransactWriteItem.builder()
              .update(u ->
                  u.tableName(table)
                      .key(key)
                      .updateExpression(update)
                      .conditionExpression(condition)
                      .returnValuesOnConditionCheckFailure(onFailure)
                      .expressionAttributeNames(sent(names(update + condition)))
                      .expressionAttributeValues(sent(values(update + condition))))
              .build();
      case 2 ->
          TransactWriteItem.builder()
              .delete(d ->
                  d.tableName(table)
                      .key(key)
                      .conditionExpression(condition)
                      .returnValuesOnConditionCheckFailure(onFailure)
                      .expressionAttributeNames(sent(names(condition)))
                      .expressionAttributeValues(sent(values(condition))))
              .build();
      default ->
          TransactWriteItem.builder()
              .conditionCheck(c ->
                  c.tableName(table)
                      .key(key)
                      .conditionExpression(condition)
                      .returnValuesOnConditionCheckFailure(onFailure)
                      .expressionAttributeNames(sent(names(condition)))
                      .expressionAttributeValues(sent(values(condition))))
              .build();
    };
  }
}

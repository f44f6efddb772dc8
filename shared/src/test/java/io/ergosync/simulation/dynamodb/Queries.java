package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Queries of one partition, forwards. */
final class Queries {
  private final Table table;
  private final Misbehaviour misbehaviour;

  Queries(Table table, Misbehaviour misbehaviour) {
    this.table = table;
    this.misbehaviour = misbehaviour;
  }

  QueryResponse query(QueryRequest request) {
    checkSupported(request);
    Reads.requireConsistent(request.consistentRead(), request);
    Placeholders placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasExpressionAttributeValues(),
            request.expressionAttributeValues());
    String filter = request.filterExpression() == null ? "" : request.filterExpression();
    String projection =
        request.projectionExpression() == null ? "" : request.projectionExpression();
    Expressions.checkPlaceholders(
        placeholders, request.keyConditionExpression(), filter, projection);
    Condition keyCondition = Expressions.condition(request.keyConditionExpression());
    NavigableMap<String, Map<String, AttributeValue>> items =
        table.partition(partitionKey(keyCondition, placeholders));
    if (request.hasExclusiveStartKey()) {
      items = items.tailMap(Key.ofRequest(request.exclusiveStartKey()).sk(), false);
    }
    int pageMax =
        Math.min(
            misbehaviour.pageItemsMax(),
            request.limit() == null ? Integer.MAX_VALUE : request.limit());
    return page(request, keyCondition, filter, placeholders, items, pageMax);
  }

  private static QueryResponse page(
      QueryRequest request,
      Condition keyCondition,
      String filter,
      Placeholders placeholders,
      NavigableMap<String, Map<String, AttributeValue>> items,
      int pageMax) {
    List<Map<String, AttributeValue>> page = new ArrayList<>();
    QueryResponse.Builder response = QueryResponse.builder();
    int scanned = 0;
    for (Map<String, AttributeValue> item : items.values()) {
      if (!keyCondition.holds(item, placeholders)) {
        continue;
      }
      if (filter.isEmpty() || Expressions.condition(filter).holds(item, placeholders)) {
        page.add(
            Reads.projected(
                item, request.projectionExpression(), request.expressionAttributeNames()));
      }
      if (++scanned >= pageMax) {
        response.lastEvaluatedKey(Key.ofItem(item).attributes());
        break;
      }
    }
    return response.items(page).count(page.size()).scannedCount(scanned).build();
  }

  private static String partitionKey(Condition condition, Placeholders placeholders) {
    return switch (condition) {
      case Condition.And and -> partitionKeyOfEither(and, placeholders);
      case Condition.Comparison comparison ->
          equalPartitionKey(comparison, placeholders)
              .orElseThrow(
                  () -> Failures.validation("Query condition missed key schema element: pk"));
      case Condition.Or _, Condition.Not _, Condition.Exists _, Condition.BeginsWith _ ->
          throw Failures.validation("Invalid operator used in KeyConditionExpression");
    };
  }

  private static String partitionKeyOfEither(Condition.And and, Placeholders placeholders) {
    for (Condition side : List.of(and.left(), and.right())) {
      if (side instanceof Condition.Comparison comparison) {
        Optional<String> pk = equalPartitionKey(comparison, placeholders);
        if (pk.isPresent()) {
          return pk.get();
        }
      }
    }
    throw Failures.validation("Query condition missed key schema element: pk");
  }

  private static Optional<String> equalPartitionKey(
      Condition.Comparison comparison, Placeholders placeholders) {
    return comparison.left() instanceof Operand.Attribute attribute
            && placeholders.name(attribute.token()).equals(Key.PK)
            && comparison.sign().equals("=")
        ? comparison.right().of(Map.of(), placeholders).map(AttributeValue::s)
        : Optional.empty();
  }

  private static void checkSupported(QueryRequest request) {
    if (request.indexName() != null
        || Boolean.FALSE.equals(request.scanIndexForward())
        || request.select() == Select.COUNT
        || request.keyConditionExpression() == null) {
      throw new UnsupportedOperationException("the simulation has no query such as " + request);
    }
  }
}

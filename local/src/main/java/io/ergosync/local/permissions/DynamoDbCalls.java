package io.ergosync.local.permissions;

import static io.ergosync.local.template.Template.ACCOUNT_ID;
import static io.ergosync.local.template.Template.REGION;

import io.ergosync.local.template.TableDefinition;
import io.ergosync.local.template.TableDefinition.KeyPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What DynamoDB's requests need to be allowed. A transaction needs what each of its items would
 * need by itself; a batch needs an action of its own. The leading key of a query on an index is
 * that of the index.
 */
final class DynamoDbCalls {
  /** {@code pk = :pk}, within a key condition. */
  private static final Pattern EQUALITY = Pattern.compile("([#\\w.-]+)\\s*=\\s*(:\\w+)");

  private final List<TableDefinition> tables;

  DynamoDbCalls(List<TableDefinition> tables) {
    this.tables = List.copyOf(tables);
  }

  /** Empty for a request that is not known. */
  List<Access> accesses(DynamoDbRequest request) {
    return switch (request) {
      case GetItemRequest get -> List.of(item("GetItem", get.tableName(), get.key()));
      case PutItemRequest put -> List.of(item("PutItem", put.tableName(), put.item()));
      case UpdateItemRequest update ->
          List.of(item("UpdateItem", update.tableName(), update.key()));
      case DeleteItemRequest delete ->
          List.of(item("DeleteItem", delete.tableName(), delete.key()));
      case QueryRequest query -> List.of(query(query));
      case ScanRequest scan -> List.of(Access.of("dynamodb:Scan", arn(scan.tableName())));
      case BatchGetItemRequest get ->
          get.requestItems().entrySet().stream()
              .map(table -> items("BatchGetItem", table.getKey(), table.getValue().keys()))
              .toList();
      case BatchWriteItemRequest write ->
          write.requestItems().entrySet().stream()
              .map(table ->
                  items(
                      "BatchWriteItem",
                      table.getKey(),
                      table.getValue().stream().map(DynamoDbCalls::written).toList()))
              .toList();
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().flatMap(item -> parts(item).stream()).toList();
      default -> List.of();
    };
  }

  private List<Access> parts(TransactWriteItem item) {
    List<Access> parts = new ArrayList<>();
    if (item.put() != null) {
      parts.add(item("PutItem", item.put().tableName(), item.put().item()));
    }
    if (item.update() != null) {
      parts.add(item("UpdateItem", item.update().tableName(), item.update().key()));
    }
    if (item.delete() != null) {
      parts.add(item("DeleteItem", item.delete().tableName(), item.delete().key()));
    }
    if (item.conditionCheck() != null) {
      parts.add(
          item(
              "ConditionCheckItem",
              item.conditionCheck().tableName(),
              item.conditionCheck().key()));
    }
    return parts;
  }

  private static Map<String, AttributeValue> written(WriteRequest write) {
    return write.putRequest() == null ? write.deleteRequest().key() : write.putRequest().item();
  }

  private Access item(String action, String table, Map<String, AttributeValue> item) {
    return items(action, table, List.of(item));
  }

  private Access items(String action, String table, List<Map<String, AttributeValue>> keysOrItems) {
    String partitionKey = find(table).map(TableDefinition::key).map(DynamoDbCalls::hash).orElse("");
    return new Access(
        "dynamodb:" + action,
        arn(table),
        keysOrItems.stream()
            .filter(item -> item.containsKey(partitionKey))
            .map(item -> text(item.get(partitionKey)))
            .toList());
  }

  private Access query(QueryRequest query) {
    Optional<TableDefinition> table = find(query.tableName());
    Optional<List<KeyPart>> key =
        query.indexName() == null
            ? table.map(TableDefinition::key)
            : table.stream()
                .flatMap(found -> found.indexes().stream())
                .filter(index -> index.name().equals(query.indexName()))
                .map(TableDefinition.Index::key)
                .findFirst();
    return new Access(
        "dynamodb:Query",
        query.indexName() == null
            ? arn(query.tableName())
            : arn(query.tableName()) + "/index/" + query.indexName(),
        key.map(parts -> queried(query, hash(parts))).orElse(List.of()));
  }

  /** The value that a key condition asks for; none for a condition that is not read here. */
  private static List<String> queried(QueryRequest query, String partitionKey) {
    String condition = query.keyConditionExpression() == null ? "" : query.keyConditionExpression();
    return EQUALITY
        .matcher(condition)
        .results()
        .filter(equality -> name(query, equality).equals(partitionKey))
        .map(equality -> query.expressionAttributeValues().get(equality.group(2)))
        .map(DynamoDbCalls::text)
        .toList();
  }

  private static String name(QueryRequest query, MatchResult equality) {
    return query.expressionAttributeNames().getOrDefault(equality.group(1), equality.group(1));
  }

  private Optional<TableDefinition> find(String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private static String hash(List<KeyPart> key) {
    return key.stream()
        .filter(part -> part.type().equals("HASH"))
        .map(KeyPart::attribute)
        .findFirst()
        .orElse("");
  }

  private static String arn(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : "arn:aws:dynamodb:%s:%s:table/%s".formatted(REGION, ACCOUNT_ID, nameOrArn);
  }

  /** A text as it is; a value of another type in a form that no pattern of a text means. */
  private static String text(AttributeValue value) {
    return value != null && value.s() != null ? value.s() : String.valueOf(value);
  }
}

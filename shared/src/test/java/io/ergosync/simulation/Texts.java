package io.ergosync.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Calls as lines of a trace: short, and telling what matters to the storage. */
final class Texts {
  private Texts() {}

  /** A call and what came of it. */
  static String call(Actor actor, DynamoDbRequest request, Fault fault, String outcome) {
    return "%-10s %s%s -> %s"
        .formatted(actor, request(request), fault == Fault.NONE ? "" : " [" + fault + "]", outcome);
  }

  /** A request that arrives when nobody waits for it any more. */
  static String late(DynamoDbRequest request, String outcome) {
    return "network    %s -> %s".formatted(request(request), outcome);
  }

  /** An operation or outcome, without what is the same in all of them. */
  static String brief(Object value) {
    return value
        .toString()
        .replaceAll("DatasetId\\[identity=Identity\\[[^]]*\\], datasetName=([^]]*)\\]", "$1")
        .replaceAll("(long-key-)+", "long-key-")
        .replaceAll(", deviceLastModifiedDate=(ABSENT|Given\\[date=[^]]*\\]|[0-9TZ:.-]*)", "")
        .replaceAll(", answerDigest=[-0-9]*", "");
  }

  /** A response. */
  static String response(DynamoDbResponse response) {
    return switch (response) {
      case GetItemResponse get -> get.hasItem() ? item(get.item()) : "none";
      case QueryResponse query ->
          items(query.items()) + (query.hasLastEvaluatedKey() ? " ..." : "");
      case BatchGetItemResponse batch ->
          items(batch.responses().values().stream().flatMap(List::stream).toList())
              + (batch.unprocessedKeys().isEmpty() ? "" : " some unprocessed");
      default -> "done";
    };
  }

  private static String request(DynamoDbRequest request) {
    return switch (request) {
      case GetItemRequest get -> "get " + key(get.key());
      case PutItemRequest put ->
          "put %s if %s %s"
              .formatted(
                  item(put.item()),
                  put.conditionExpression(),
                  put.hasExpressionAttributeValues() ? item(put.expressionAttributeValues()) : "");
      case UpdateItemRequest update -> "update " + key(update.key());
      case DeleteItemRequest delete -> "delete " + key(delete.key());
      case QueryRequest query -> "query " + item(query.expressionAttributeValues());
      case BatchGetItemRequest batch ->
          "batchGet "
              + batch.requestItems().values().stream()
                  .flatMap(keys -> keys.keys().stream())
                  .map(Texts::key)
                  .toList();
      case BatchWriteItemRequest batch ->
          "batchWrite "
              + batch.requestItems().values().stream()
                  .flatMap(List::stream)
                  .map(write ->
                      write.putRequest() != null
                          ? "put " + key(write.putRequest().item())
                          : "delete " + key(write.deleteRequest().key()))
                  .toList();
      case TransactWriteItemsRequest transaction ->
          "transact "
              + transaction.transactItems().stream()
                  .flatMap(write ->
                      Stream.of(
                          write.put() == null ? "" : "put " + item(write.put().item()),
                          write.update() == null ? "" : "update " + key(write.update().key())))
                  .filter(text -> !text.isEmpty())
                  .toList();
      default -> request.toString();
    };
  }

  private static String items(List<Map<String, AttributeValue>> items) {
    return items.stream().map(Texts::item).toList().toString();
  }

  private static String key(Map<String, AttributeValue> item) {
    String partition = item.get("pk").s();
    // What tells partitions of one identity apart is the end: dataset and generation.
    String end =
        partition.startsWith("RECORDS#")
            ? partition.substring(partition.indexOf('#', partition.lastIndexOf(':')) + 1) + "/"
            : "";
    return end + item.get("sk").s();
  }

  private static String item(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(attribute -> !attribute.getKey().equals("pk") && !attribute.getKey().equals("sk"))
        .sorted(Map.Entry.comparingByKey())
        .map(attribute -> attribute.getKey() + "=" + value(attribute.getValue()))
        .collect(
            Collectors.joining(" ", "{" + (item.containsKey("pk") ? key(item) + " " : ""), "}"));
  }

  private static String value(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().length() > 60 ? value.s().substring(0, 60) + "~" : value.s();
      case N -> value.n();
      case B -> value.b().asByteArrayUnsafe().length + "B";
      case BOOL -> value.bool().toString();
      case SS, NS, BS, M, L, NUL, UNKNOWN_TO_SDK_VERSION -> value.type().toString();
    };
  }
}

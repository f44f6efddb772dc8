package io.ergosync.simulation.dynamodb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * What two databases must agree on of an answer.
 *
 * @param outcome "done", or the error code with the reasons of a cancelled transaction
 * @param items the items answered, in an order that is the database's for a query alone
 * @param lastKey the key to go on from, empty if there is none
 */
record Answer(
    String outcome, List<Map<String, AttributeValue>> items, Map<String, AttributeValue> lastKey) {
  static Answer of(SimulatedDynamoDb database, DynamoDbRequest request) {
    return of(CallsClient.over(database), request);
  }

  static Answer of(DynamoDbClient client, DynamoDbRequest request) {
    try {
      return answered(client, request);
    } catch (TransactionCanceledException e) {
      return new Answer(
          e.cancellationReasons().stream().map(reason -> reason.code()).toList().toString(),
          e.cancellationReasons().stream().map(reason -> reason.item()).toList(),
          Map.of());
    } catch (ConditionalCheckFailedException e) {
      return new Answer(e.awsErrorDetails().errorCode(), List.of(e.item()), Map.of());
    } catch (DynamoDbException e) {
      return new Answer(e.awsErrorDetails().errorCode(), List.of(), Map.of());
    }
  }

  private static Answer answered(DynamoDbClient client, DynamoDbRequest request) {
    return switch (request) {
      case GetItemRequest get -> {
        GetItemResponse response = client.getItem(get);
        yield response.hasItem() ? done(response.item()) : done();
      }
      case PutItemRequest put -> {
        PutItemResponse response = client.putItem(put);
        yield response.hasAttributes() ? done(response.attributes()) : done();
      }
      case UpdateItemRequest update -> {
        UpdateItemResponse response = client.updateItem(update);
        yield response.hasAttributes() ? done(response.attributes()) : done();
      }
      case DeleteItemRequest delete -> {
        DeleteItemResponse response = client.deleteItem(delete);
        yield response.hasAttributes() ? done(response.attributes()) : done();
      }
      case QueryRequest query -> {
        QueryResponse response = client.query(query);
        yield new Answer("done", response.items(), response.lastEvaluatedKey());
      }
      case BatchGetItemRequest batchGet -> {
        BatchGetItemResponse response = client.batchGetItem(batchGet);
        yield new Answer(
            "done " + response.unprocessedKeys(),
            response.responses().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(item -> item.get(Key.PK).s() + item.get(Key.SK).s()))
                .toList(),
            Map.of());
      }
      case BatchWriteItemRequest batchWrite ->
          new Answer(
              "done " + client.batchWriteItem(batchWrite).unprocessedItems(), List.of(), Map.of());
      case TransactWriteItemsRequest transactWrite -> {
        client.transactWriteItems(transactWrite);
        yield done();
      }
      default -> throw new UnsupportedOperationException(request.toString());
    };
  }

  private static Answer done() {
    return new Answer("done", List.of(), Map.of());
  }

  private static Answer done(Map<String, AttributeValue> item) {
    return new Answer("done", List.of(item), Map.of());
  }
}

package io.ergosync.runtime;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A DynamoDB client that asks with every request what it consumes and adds it to a meter. It knows
 * the calls that the storage makes; any other fails, so that none goes unmetered.
 */
public final class MeteredDynamoDbClient implements DynamoDbClient {
  private final DynamoDbClient client;
  private final CapacityMeter meter;

  public MeteredDynamoDbClient(DynamoDbClient client, CapacityMeter meter) {
    this.client = client;
    this.meter = meter;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    GetItemResponse response =
        client.getItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    meter.addRead(units(response.consumedCapacity()));
    return response;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    BatchGetItemResponse response =
        client.batchGetItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    meter.addRead(units(response.consumedCapacity()));
    return response;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    QueryResponse response =
        client.query(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    meter.addRead(units(response.consumedCapacity()));
    return response;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    PutItemResponse response =
        client.putItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    meter.addWrite(units(response.consumedCapacity()));
    return response;
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    BatchWriteItemResponse response =
        client.batchWriteItem(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    meter.addWrite(units(response.consumedCapacity()));
    return response;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    TransactWriteItemsResponse response =
        client.transactWriteItems(
            request.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());
    meter.addWrite(units(response.consumedCapacity()));
    return response;
  }

  private static double units(ConsumedCapacity consumed) {
    return units(List.of(consumed));
  }

  private static double units(List<ConsumedCapacity> consumed) {
    return consumed.stream()
        .map(ConsumedCapacity::capacityUnits)
        .flatMap(Stream::ofNullable)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  /** The client underneath is not this one's to close. */
  @Override
  public void close() {}
}

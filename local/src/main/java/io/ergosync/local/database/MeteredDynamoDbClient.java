package io.ergosync.local.database;

import java.util.List;
import java.util.function.ObjDoubleConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The database as one function sees it: the operations on items, each of which asks for the
 * capacity it consumed and reports that to the meter. Operations on tables are not for functions
 * and are unsupported. Safe for use by many threads.
 */
public final class MeteredDynamoDbClient implements DynamoDbClient {
  private final DynamoDbClient client;
  private final CapacityMeter meter;
  private final String function;

  /**
   * @param function the name to report under
   */
  public MeteredDynamoDbClient(DynamoDbClient client, CapacityMeter meter, String function) {
    this.client = client;
    this.meter = meter;
    this.function = function;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    GetItemResponse response =
        client.getItem(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::read, response.consumedCapacity());
    return response;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    BatchGetItemResponse response =
        client.batchGetItem(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::read, response.consumedCapacity());
    return response;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    QueryResponse response =
        client.query(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::read, response.consumedCapacity());
    return response;
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    ScanResponse response =
        client.scan(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::read, response.consumedCapacity());
    return response;
  }

  @Override
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    TransactGetItemsResponse response =
        client.transactGetItems(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::read, response.consumedCapacity());
    return response;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    PutItemResponse response =
        client.putItem(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::wrote, response.consumedCapacity());
    return response;
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    UpdateItemResponse response =
        client.updateItem(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::wrote, response.consumedCapacity());
    return response;
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    DeleteItemResponse response =
        client.deleteItem(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::wrote, response.consumedCapacity());
    return response;
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    BatchWriteItemResponse response =
        client.batchWriteItem(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::wrote, response.consumedCapacity());
    return response;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    TransactWriteItemsResponse response =
        client.transactWriteItems(
            request.toBuilder()
                .returnConsumedCapacity(asked(request.returnConsumedCapacity()))
                .build());
    add(meter::wrote, response.consumedCapacity());
    return response;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Closes nothing: the database outlives the function. */
  @Override
  public void close() {}

  /** More detail than the total, if the function asked for it itself. */
  private static ReturnConsumedCapacity asked(ReturnConsumedCapacity asked) {
    return asked == ReturnConsumedCapacity.INDEXES ? asked : ReturnConsumedCapacity.TOTAL;
  }

  private void add(ObjDoubleConsumer<String> kind, List<ConsumedCapacity> capacities) {
    capacities.forEach(capacity -> add(kind, capacity));
  }

  private void add(ObjDoubleConsumer<String> kind, ConsumedCapacity capacity) {
    kind.accept(function, capacity.capacityUnits());
  }
}

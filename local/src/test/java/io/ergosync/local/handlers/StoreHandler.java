package io.ergosync.local.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Runs one operation on one small item. */
public final class StoreHandler implements RequestStreamHandler {
  private static final Map<String, AttributeValue> KEY =
      Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

  private final DynamoDbClient client;
  private final String table;

  public StoreHandler(FunctionRuntime runtime) {
    this.client = runtime.clients().dynamoDb();
    this.table = runtime.environment().required("TABLE_NAME");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    run(new JsonMapper().readTree(input).at("/pathParameters/Operation").textValue());
    output.write("{}".getBytes(UTF_8));
  }

  private void run(String operation) {
    switch (operation) {
      case "put" -> client.putItem(put -> put.tableName(table).item(KEY));
      case "get" -> get();
      case "query" -> query();
      case "update" -> client.updateItem(update -> update.tableName(table).key(KEY));
      case "delete" -> client.deleteItem(delete -> delete.tableName(table).key(KEY));
      case "batchGet" -> batchGet();
      case "batchWrite" -> batchWrite();
      case "transactWrite" -> transactWrite();
      default -> throw new IllegalArgumentException(operation);
    }
  }

  /** Asks for no capacity, which must not keep it off the record. */
  private void get() {
    client.getItem(get ->
        get.tableName(table)
            .key(KEY)
            .consistentRead(true)
            .returnConsumedCapacity(ReturnConsumedCapacity.NONE));
  }

  /** Through the SDK's paginator, which calls the client again by itself. */
  private void query() {
    client
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("a")))
                .consistentRead(true))
        .forEach(page -> {});
  }

  private void batchGet() {
    KeysAndAttributes keys =
        KeysAndAttributes.builder().keys(List.of(KEY)).consistentRead(true).build();
    client.batchGetItem(get -> get.requestItems(Map.of(table, keys)));
  }

  private void batchWrite() {
    PutRequest put = PutRequest.builder().item(KEY).build();
    List<WriteRequest> writes = List.of(WriteRequest.builder().putRequest(put).build());
    client.batchWriteItem(write -> write.requestItems(Map.of(table, writes)));
  }

  private void transactWrite() {
    Put put = Put.builder().tableName(table).item(KEY).build();
    client.transactWriteItems(
        write -> write.transactItems(TransactWriteItem.builder().put(put).build()));
  }
}

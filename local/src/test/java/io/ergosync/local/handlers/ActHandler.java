package io.ergosync.local.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.runtime.AwsClients;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Writes items, sends messages and stores objects, as requests ask. */
public final class ActHandler implements RequestStreamHandler {
  private final AwsClients clients;
  private final String table;
  private final String queueUrl;

  public ActHandler(FunctionRuntime runtime) {
    this.clients = runtime.clients();
    this.table = runtime.environment().required("TABLE_NAME");
    this.queueUrl = runtime.environment().required("QUEUE_URL");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode parameters = new JsonMapper().readTree(input).get("pathParameters");
    String argument = parameters.get("Argument").textValue();
    String answer =
        switch (parameters.get("Operation").textValue()) {
          case "put" -> put(argument.split(",", -1));
          case "send" ->
              clients
                  .sqs()
                  .sendMessage(send -> send.queueUrl(queueUrl).messageBody(argument))
                  .messageId();
          case "store" -> store(argument);
          default -> throw new IllegalArgumentException(parameters.toString());
        };
    output.write(new JsonMapper().writeValueAsBytes(Map.of("statusCode", 200, "body", answer)));
  }

  /** Writes all items in one moment. */
  private String put(String... ids) {
    List<TransactWriteItem> writes =
        Arrays.stream(ids)
            .map(id ->
                TransactWriteItem.builder()
                    .put(put -> put.tableName(table).item(Map.of("pk", AttributeValue.fromS(id))))
                    .build())
            .toList();
    clients.dynamoDb().transactWriteItems(write -> write.transactItems(writes));
    return "";
  }

  private String store(String key) {
    clients
        .s3()
        .putObject(
            put -> put.bucket("bucket").key(key), RequestBody.fromBytes(key.getBytes(UTF_8)));
    return clients
        .s3Presigner()
        .presignGetObject(presign ->
            presign
                .signatureDuration(Duration.ofHours(1))
                .getObjectRequest(get -> get.bucket("bucket").key(key)))
        .url()
        .toString();
  }
}

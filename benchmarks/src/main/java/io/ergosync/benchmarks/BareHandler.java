package io.ergosync.benchmarks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What start-up is measured against: a handler that does nothing but one GetItem with the same SDK,
 * set up in the same way.
 */
public final class BareHandler implements RequestStreamHandler {
  private final String table = System.getenv("TABLE_NAME");
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .region(Region.of(System.getenv("AWS_REGION")))
          .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    event.readAllBytes();
    int attributes =
        client
            .getItem(get ->
                get.tableName(table)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("bare"),
                            "sk", AttributeValue.fromS("bare")))
                    .consistentRead(true))
            .item()
            .size();
    answer.write(
        "{\"statusCode\":200,\"body\":\"%d\"}"
            .formatted(attributes)
            .getBytes(StandardCharsets.UTF_8));
  }
}

package io.ergosync.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The clients of a function that runs on Lambda: made once, with nothing left to look up at the
 * first request.
 */
final class LambdaAwsClients implements AwsClients {
  private final DynamoDbClient dynamoDb;
  private final AwsCredentialsProvider credentials;
  private final Map<String, LambdaClient> lambdaByRegion = new ConcurrentHashMap<>();

  LambdaAwsClients(Environment environment) {
    // The JDK keeps five idle connections to a host; settling sends more requests at a time than
    // that.
    System.setProperty(
        "http.maxConnections", Integer.toString(2 * Storages.CONCURRENT_REQUESTS_MAX));
    this.credentials = credentials(environment);
    this.dynamoDb =
        DynamoDbClient.builder()
            .region(Region.of(environment.required("AWS_REGION")))
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /**
   * A function restored from a snapshot has container credentials only; one that was not has only
   * the variables.
   */
  private static AwsCredentialsProvider credentials(Environment environment) {
    return environment.text("AWS_CONTAINER_CREDENTIALS_FULL_URI", "").isEmpty()
        ? EnvironmentVariableCredentialsProvider.create()
        : ContainerCredentialsProvider.create();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /**
   * Made when first asked for: few functions invoke others, and those only where a pool says so.
   */
  @Override
  public LambdaClient lambda(String region) {
    return lambdaByRegion.computeIfAbsent(
        region,
        name ->
            LambdaClient.builder()
                .region(Region.of(name))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build());
  }
}

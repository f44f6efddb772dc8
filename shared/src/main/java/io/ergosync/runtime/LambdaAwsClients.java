package io.ergosync.runtime;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The clients of a function that runs on Lambda: made once, with nothing left to look up at the
 * first request.
 */
final class LambdaAwsClients implements AwsClients {
  private final DynamoDbClient dynamoDb;

  LambdaAwsClients(Environment environment) {
    // The JDK keeps five idle connections to a host; settling sends more requests at a time than
    // that.
    System.setProperty(
        "http.maxConnections", Integer.toString(2 * Storages.CONCURRENT_REQUESTS_MAX));
    this.dynamoDb =
        DynamoDbClient.builder()
            .region(Region.of(environment.required("AWS_REGION")))
            .credentialsProvider(credentials(environment))
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
}

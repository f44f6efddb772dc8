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
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The clients of a function that runs on Lambda: made once, with nothing left to look up at the
 * first request.
 */
final class LambdaAwsClients implements AwsClients {
  private final DynamoDbClient dynamoDb;
  private final AwsCredentialsProvider credentials;
  private final Map<String, LambdaClient> lambdaByRegion = new ConcurrentHashMap<>();
  private final SnsClients sns;

  LambdaAwsClients(Environment environment) {
    // The JDK keeps five idle connections to a host; settling sends more requests at a time than
    // that.
    System.setProperty(
        "http.maxConnections", Integer.toString(2 * Storages.CONCURRENT_REQUESTS_MAX));
    Region region = Region.of(environment.required("AWS_REGION"));
    this.credentials = credentials(environment);
    // Makes nothing before it is asked: functions that do not push must not pay for it.
    this.sns =
        new SnsClients(
            credentials,
            new StsSessions(credentials, region, environment.endpoint("STS")),
            environment.endpoint("SNS"));
    this.dynamoDb =
        DynamoDbClient.builder()
            .region(region)
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

  @Override
  public SnsClient sns(Region region) {
    return sns.in(region);
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    return sns.in(region, role);
  }
}

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
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The clients of a function that runs on Lambda: made once, with nothing left to look up at the
 * first request.
 */
final class LambdaAwsClients implements AwsClients {
  private final RequestMeter meter = new RequestMeter();
  private final DynamoDbClient dynamoDb;
  private final AwsCredentialsProvider credentials;
  private final Map<String, LambdaClient> lambdaByRegion = new ConcurrentHashMap<>();
  private final RecentlyUsed<Region, OtherClients> others;
  private final Region region;

  LambdaAwsClients(Environment environment) {
    this(environment, credentials(environment));
  }

  /**
   * Clients with other credentials than the function's own.
   *
   * @param environment may say where services are, by {@code AWS_ENDPOINT_URL_<SERVICE>}
   */
  LambdaAwsClients(Environment environment, AwsCredentialsProvider credentials) {
    // The JDK keeps five idle connections to a host; settling sends more requests at a time than
    // that.
    System.setProperty(
        "http.maxConnections", Integer.toString(2 * Storages.CONCURRENT_REQUESTS_MAX));
    this.region = Region.of(environment.required("AWS_REGION"));
    this.credentials = credentials;
    // Most requests go to the table only.
    this.others = new RecentlyUsed<>(1, its -> new OtherClients(environment, credentials, its));
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(o -> o.addExecutionInterceptor(new RetryCounter(meter)));
    environment.endpoint("DYNAMODB").ifPresent(builder::endpointOverride);
    this.dynamoDb = new MeteredDynamoDbClient(builder.build(), meter);
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

  @Override
  public RequestMeter meter() {
    return meter;
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
  public SnsClient sns(Region itsRegion) {
    return others.get(region).sns().in(itsRegion);
  }

  @Override
  public SnsClient sns(Region itsRegion, AssumedRole role) {
    return others.get(region).sns().in(itsRegion, role);
  }

  @Override
  public KinesisClient kinesis() {
    return others.get(region).kinesis().own();
  }

  @Override
  public KinesisClient kinesis(AssumedRole role) {
    return others.get(region).kinesis().in(role);
  }

  @Override
  public SqsClient sqs() {
    return others.get(region).sqs();
  }

  @Override
  public S3Client s3() {
    return others.get(region).s3();
  }

  @Override
  public S3Presigner s3Presigner() {
    return others.get(region).s3Presigner();
  }
}

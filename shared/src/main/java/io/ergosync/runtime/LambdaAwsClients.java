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
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The clients of a function that runs on Lambda: made once, with nothing left to look up at the
 * first request.
 */
final class LambdaAwsClients implements AwsClients {
  private final RequestMeter meter = new RequestMeter();
  private final DynamoDbClient dynamoDb;
  private final Environment environment;
  private final AwsCredentialsProvider credentials;
  private final Map<String, LambdaClient> lambdaByRegion = new ConcurrentHashMap<>();
  private final SnsClients sns;
  private final KinesisClients kinesis;
  private final RecentlyUsed<Region, SqsClient> sqs;
  private final RecentlyUsed<Region, S3Client> s3;
  private final RecentlyUsed<Region, S3Presigner> presigner;
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
    this.environment = environment;
    this.credentials = credentials;
    // Makes nothing before it is asked: functions that do not push must not pay for it.
    StsSessions roles = new StsSessions(credentials, region, environment.endpoint("STS"));
    this.sns = new SnsClients(credentials, roles, environment.endpoint("SNS"));
    this.kinesis = new KinesisClients(credentials, roles, region, environment.endpoint("KINESIS"));
    this.sqs = new RecentlyUsed<>(1, this::sqsClient);
    this.s3 = new RecentlyUsed<>(1, this::s3Client);
    this.presigner = new RecentlyUsed<>(1, this::presigner);
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
  public SnsClient sns(Region region) {
    return sns.in(region);
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    return sns.in(region, role);
  }

  @Override
  public KinesisClient kinesis() {
    return kinesis.own();
  }

  @Override
  public KinesisClient kinesis(AssumedRole role) {
    return kinesis.in(role);
  }

  @Override
  public SqsClient sqs() {
    return sqs.get(region);
  }

  private SqsClient sqsClient(Region itsRegion) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .region(itsRegion)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    environment.endpoint("SQS").ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public S3Client s3() {
    return s3.get(region);
  }

  private S3Client s3Client(Region itsRegion) {
    return S3Client.builder()
        .region(itsRegion)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public S3Presigner s3Presigner() {
    return presigner.get(region);
  }

  private S3Presigner presigner(Region itsRegion) {
    return S3Presigner.builder().region(itsRegion).credentialsProvider(credentials).build();
  }
}

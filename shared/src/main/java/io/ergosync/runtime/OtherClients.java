package io.ergosync.runtime;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The clients of a function but that of its table, each made when it is first asked for: functions
 * that do not push must not pay for it. Safe for use by many threads.
 */
final class OtherClients {
  private final Environment environment;
  private final AwsCredentialsProvider credentials;
  private final Region region;
  private final SnsClients sns;
  private final KinesisClients kinesis;
  private final RecentlyUsed<Region, SqsClient> sqs = new RecentlyUsed<>(1, this::sqsClient);
  private final RecentlyUsed<Region, S3Client> s3 = new RecentlyUsed<>(1, this::s3Client);
  private final RecentlyUsed<Region, S3Presigner> presigner =
      new RecentlyUsed<>(1, this::presigner);

  OtherClients(Environment environment, AwsCredentialsProvider credentials, Region region) {
    this.environment = environment;
    this.credentials = credentials;
    this.region = region;
    StsSessions roles = new StsSessions(credentials, region, environment.endpoint("STS"));
    this.sns = new SnsClients(credentials, roles, environment.endpoint("SNS"));
    this.kinesis = new KinesisClients(credentials, roles, region, environment.endpoint("KINESIS"));
  }

  SnsClients sns() {
    return sns;
  }

  KinesisClients kinesis() {
    return kinesis;
  }

  SqsClient sqs() {
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

  S3Client s3() {
    return s3.get(region);
  }

  private S3Client s3Client(Region itsRegion) {
    return S3Client.builder()
        .region(itsRegion)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  S3Presigner s3Presigner() {
    return presigner.get(region);
  }

  private S3Presigner presigner(Region itsRegion) {
    return S3Presigner.builder().region(itsRegion).credentialsProvider(credentials).build();
  }
}

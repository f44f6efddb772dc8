package io.ergosync.local.lambda;

import io.ergosync.local.permissions.GuardedClients;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.AwsClients;
import io.ergosync.runtime.MeteredDynamoDbClient;
import io.ergosync.runtime.RequestMeter;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services as one function finds them in the local cloud: every call is checked against the
 * function's policy before it is made.
 */
final class LocalAwsClients implements AwsClients {
  private final DynamoDbClient dynamoDb;
  private final LocalServices services;
  private final GuardedClients guarded;
  private final RequestMeter meter = new RequestMeter();

  LocalAwsClients(DynamoDbClient dynamoDb, LocalServices services, GuardedClients guarded) {
    this.dynamoDb = new MeteredDynamoDbClient(guarded.dynamoDb(dynamoDb), meter);
    this.services = services;
    this.guarded = guarded;
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  @Override
  public RequestMeter meter() {
    return meter;
  }

  @Override
  public LambdaClient lambda(String region) {
    return guarded.lambda(services.customerLambda(), region);
  }

  @Override
  public SnsClient sns(Region region) {
    return guarded.sns(services.sns().client(region, Optional.empty()));
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    return guarded.inRole(SnsClient.class, services.sns().client(region, Optional.of(role)), role);
  }

  @Override
  public KinesisClient kinesis() {
    return guarded.kinesis(services.kinesis().client(Optional.empty()));
  }

  @Override
  public KinesisClient kinesis(AssumedRole role) {
    return guarded.inRole(KinesisClient.class, services.kinesis().client(Optional.of(role)), role);
  }

  @Override
  public SqsClient sqs() {
    return guarded.sqs(services.sqs());
  }

  @Override
  public S3Client s3() {
    return guarded.s3(services.objects().client());
  }

  @Override
  public S3Presigner s3Presigner() {
    return guarded.s3Presigner(services.objects().presigner());
  }
}

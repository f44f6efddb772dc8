package io.ergosync.functions;

import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.AwsClients;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients of which a test gives those that it expects to be asked for. */
public class NoAwsClients implements AwsClients {
  /** For operations on in-memory storages, which call no AWS service. */
  static final NoAwsClients NONE = new NoAwsClients();

  @Override
  public DynamoDbClient dynamoDb() {
    throw unexpected();
  }

  @Override
  public LambdaClient lambda(String region) {
    throw unexpected();
  }

  @Override
  public SnsClient sns(Region region) {
    throw unexpected();
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    throw unexpected();
  }

  @Override
  public KinesisClient kinesis() {
    throw unexpected();
  }

  @Override
  public KinesisClient kinesis(AssumedRole role) {
    throw unexpected();
  }

  @Override
  public SqsClient sqs() {
    throw unexpected();
  }

  @Override
  public S3Client s3() {
    throw unexpected();
  }

  @Override
  public S3Presigner s3Presigner() {
    throw unexpected();
  }

  private static AssertionError unexpected() {
    return new AssertionError("the test expects no call of this AWS service");
  }
}

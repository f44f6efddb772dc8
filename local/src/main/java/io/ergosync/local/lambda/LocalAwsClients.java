package io.ergosync.local.lambda;

import io.ergosync.local.push.LocalSns;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.AwsClients;
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
 * The services as one function finds them in the local cloud.
 *
 * @param customerLambda that of every region
 */
record LocalAwsClients(DynamoDbClient dynamoDb, LambdaClient customerLambda, LocalSns localSns)
    implements AwsClients {
  @Override
  public LambdaClient lambda(String region) {
    return customerLambda;
  }

  @Override
  public SnsClient sns(Region region) {
    return localSns.client(region, Optional.empty());
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    return localSns.client(region, Optional.of(role));
  }

  @Override
  public KinesisClient kinesis() {
    throw new UnsupportedOperationException();
  }

  @Override
  public KinesisClient kinesis(AssumedRole role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SqsClient sqs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public S3Client s3() {
    throw new UnsupportedOperationException();
  }

  @Override
  public S3Presigner s3Presigner() {
    throw new UnsupportedOperationException();
  }
}

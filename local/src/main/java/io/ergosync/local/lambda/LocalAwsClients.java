package io.ergosync.local.lambda;

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

/** The services as one function finds them in the local cloud. */
record LocalAwsClients(DynamoDbClient dynamoDb, LocalServices services) implements AwsClients {
  @Override
  public LambdaClient lambda(String region) {
    return services.customerLambda();
  }

  @Override
  public SnsClient sns(Region region) {
    return services.sns().client(region, Optional.empty());
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    return services.sns().client(region, Optional.of(role));
  }

  @Override
  public KinesisClient kinesis() {
    return services.kinesis().client(Optional.empty());
  }

  @Override
  public KinesisClient kinesis(AssumedRole role) {
    return services.kinesis().client(Optional.of(role));
  }

  @Override
  public SqsClient sqs() {
    return services.sqs();
  }

  @Override
  public S3Client s3() {
    return services.objects().client();
  }

  @Override
  public S3Presigner s3Presigner() {
    return services.objects().presigner();
  }
}

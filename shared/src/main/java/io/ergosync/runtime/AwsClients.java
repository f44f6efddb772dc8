package io.ergosync.runtime;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS services that functions call. Every client is safe for use by many threads and lives as
 * long as the process.
 */
public interface AwsClients {
  /** The client of the function's table. */
  DynamoDbClient dynamoDb();

  /**
   * The client that invokes functions of a region. It sends each request once: whoever invokes
   * decides what a failure means.
   */
  LambdaClient lambda(String region);

  /** SNS in a region, in the function's own name. */
  SnsClient sns(Region region);

  /**
   * SNS in a region, in a role. A role that cannot be assumed makes the client's calls fail with an
   * {@link software.amazon.awssdk.services.sts.model.StsException}.
   */
  SnsClient sns(Region region, AssumedRole role);

  /** Kinesis in the function's own region and name. */
  KinesisClient kinesis();

  /**
   * Kinesis in the function's own region, in a role. A role that cannot be assumed makes the
   * client's calls fail with an {@link software.amazon.awssdk.services.sts.model.StsException}.
   */
  KinesisClient kinesis(AssumedRole role);

  /** The client of the application's queues. */
  SqsClient sqs();

  /** The client of the application's bucket. */
  S3Client s3();

  /** What makes URLs by which the bucket's objects can be read without credentials. */
  S3Presigner s3Presigner();

  /**
   * What the requests to the function's table take; one that was never told of anything by default.
   */
  default RequestMeter meter() {
    return new RequestMeter();
  }
}

package io.ergosync.runtime;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

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
   * SNS in a region, in a role. A role that can not be assumed makes the client's calls fail with
   * an {@link software.amazon.awssdk.services.sts.model.StsException}.
   */
  SnsClient sns(Region region, AssumedRole role);
}

package io.ergosync.runtime;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

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
}

package io.ergosync.runtime;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The AWS services that functions call. Every client is safe for use by many threads and lives as
 * long as the process.
 */
public interface AwsClients {
  /** The client of the function's table. */
  DynamoDbClient dynamoDb();
}

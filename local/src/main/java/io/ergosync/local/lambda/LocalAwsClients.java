package io.ergosync.local.lambda;

import io.ergosync.runtime.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The services as one function finds them in the local cloud.
 *
 * @param lambda that of every region
 */
record LocalAwsClients(DynamoDbClient dynamoDb, LambdaClient lambda) implements AwsClients {
  @Override
  public LambdaClient lambda(String region) {
    return lambda;
  }
}

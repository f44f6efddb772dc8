package io.ergosync.functions;

import io.ergosync.runtime.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** For operations that call no AWS service. */
enum NoAwsClients implements AwsClients {
  NONE;

  @Override
  public DynamoDbClient dynamoDb() {
    throw none();
  }

  @Override
  public LambdaClient lambda(String region) {
    throw none();
  }

  private static AssertionError none() {
    return new AssertionError("the operations of this test call no AWS service");
  }
}

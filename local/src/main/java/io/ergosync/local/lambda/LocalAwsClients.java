package io.ergosync.local.lambda;

import io.ergosync.runtime.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The services as one function finds them in the local cloud. */
record LocalAwsClients(DynamoDbClient dynamoDb) implements AwsClients {}

package io.ergosync.simulation.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * What a DynamoDB client does, as one function: the place where schedules, faults and saboteurs are
 * put between a storage and its database.
 */
@FunctionalInterface
public interface Calls {
  /**
   * Makes one call.
   *
   * @return the response of the request's kind
   * @throws UnsupportedOperationException for a kind of request that nobody here knows
   */
  DynamoDbResponse call(DynamoDbRequest request);
}

package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Answers the reading of a head that follows a full read with what the first one found, as if it
 * were left out.
 */
final class NoSecondGenerationRead implements Saboteur {
  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    Map<String, Read> reads = new HashMap<>();
    int[] fullReadIn = {-1};
    return request -> {
      int attempt = attempts.getAsInt();
      if (request instanceof QueryRequest query && query.keyConditionExpression().contains("<")) {
        fullReadIn[0] = attempt;
      }
      if (!(request instanceof GetItemRequest get)) {
        return calls.call(request);
      }
      String head = get.key().get("pk").s() + get.key().get("sk").s();
      Read first = reads.get(head);
      if (fullReadIn[0] == attempt && first != null && first.attempt() == attempt) {
        fullReadIn[0] = -1;
        return first.response();
      }
      reads.put(head, new Read(attempt, calls.call(request)));
      return reads.get(head).response();
    };
  }

  private record Read(int attempt, DynamoDbResponse response) {}
}

package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Answers the second reading of a head with what the first one found, as if it were left out. */
final class NoSecondGenerationRead implements Saboteur {
  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    Map<String, Read> reads = new HashMap<>();
    return request -> {
      if (!(request instanceof GetItemRequest get)) {
        return calls.call(request);
      }
      String head = get.key().get("sk").s();
      int attempt = attempts.getAsInt();
      Read first = reads.get(head);
      if (first == null || first.attempt() != attempt) {
        reads.put(head, new Read(attempt, calls.call(request)));
      }
      return reads.get(head).response();
    };
  }

  private record Read(int attempt, DynamoDbResponse response) {}
}

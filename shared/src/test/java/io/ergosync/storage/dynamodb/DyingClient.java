package io.ergosync.storage.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client whose process dies after a number of requests: a crash at a chosen step. */
public final class DyingClient {
  private DyingClient() {}

  /** What ends the process; no storage catches an error. */
  public static final class DeathError extends Error {
    DeathError() {
      super("the process died", null, false, false);
    }
  }

  /** A client that serves so many requests and dies at the next. */
  public static DynamoDbClient after(int requests, DynamoDbClient client) {
    AtomicInteger left = new AtomicInteger(requests);
    return InterceptedClient.of(
        client,
        (request, send) -> {
          if (left.decrementAndGet() < 0) {
            throw new DeathError();
          }
          return send.call();
        });
  }
}

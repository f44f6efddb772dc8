package io.ergosync.storage.dynamodb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client whose process dies after a number of requests: a crash at a chosen step. */
public final class DyingClient {
  private static final Set<String> REQUESTS =
      Set.copyOf(
          List.of(
              "getItem",
              "putItem",
              "query",
              "scan",
              "batchGetItem",
              "batchWriteItem",
              "transactWriteItems"));

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
    InvocationHandler dying =
        (proxy, method, arguments) -> {
          if (method.isDefault() && !takesARequest(method)) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          if (REQUESTS.contains(method.getName()) && left.decrementAndGet() < 0) {
            throw new DeathError();
          }
          try {
            return method.invoke(client, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, dying);
  }

  /**
   * The forms that take a request go to the client; those that take a consumer or page call these.
   */
  private static boolean takesARequest(Method method) {
    return REQUESTS.contains(method.getName())
        && method.getParameterTypes()[0].getSimpleName().endsWith("Request");
  }
}

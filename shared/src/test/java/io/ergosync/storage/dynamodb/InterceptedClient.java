package io.ergosync.storage.dynamodb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** A DynamoDB client whose requests pass a test, which may hold, repeat, replace or refuse them. */
public final class InterceptedClient {
  private InterceptedClient() {}

  /** What a test does with a request. */
  @FunctionalInterface
  public interface Treatment {
    /**
     * Returns the answer to a request.
     *
     * @param send sends the request to the database, as often as it is called
     */
    Object answer(DynamoDbRequest request, Callable<Object> send) throws Exception;
  }

  /** A client that treats every request so. */
  public static DynamoDbClient of(DynamoDbClient client, Treatment treatment) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.isDefault() && !takesARequest(method)) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          return takesARequest(method)
              ? treatment.answer(
                  (DynamoDbRequest) arguments[0], () -> invoke(client, method, arguments))
              : invoke(client, method, arguments);
        };
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, handler);
  }

  /** A client that treats the first request of a kind so, and sends all others. */
  public static DynamoDbClient first(
      Predicate<DynamoDbRequest> kind, DynamoDbClient client, Treatment treatment) {
    AtomicBoolean seen = new AtomicBoolean();
    return of(
        client,
        (request, send) ->
            kind.test(request) && seen.compareAndSet(false, true)
                ? treatment.answer(request, send)
                : send.call());
  }

  private static boolean takesARequest(Method method) {
    return method.getParameterCount() == 1
        && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  private static Object invoke(DynamoDbClient client, Method method, Object[] arguments)
      throws Exception {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw (Error) e.getCause();
    }
  }
}

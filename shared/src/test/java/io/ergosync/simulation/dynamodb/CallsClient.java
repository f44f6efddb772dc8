package io.ergosync.simulation.dynamodb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * A DynamoDB client all of whose requests go to one function. Paginators and the variants that take
 * a builder work by the interface's own default methods.
 */
public final class CallsClient implements InvocationHandler {
  private final Calls calls;

  private CallsClient(Calls calls) {
    this.calls = calls;
  }

  /** The client; as safe for use by several threads as the calls are. */
  public static DynamoDbClient over(Calls calls) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            new CallsClient(calls));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (arguments != null
        && arguments.length == 1
        && arguments[0] instanceof DynamoDbRequest request
        && DynamoDbResponse.class.isAssignableFrom(method.getReturnType())) {
      return calls.call(request);
    }
    return switch (method.getName()) {
      case "serviceName" -> "dynamodb";
      case "close" -> null;
      case "toString" -> "client over " + calls;
      case "hashCode" -> hashCode();
      case "equals" ->
          arguments[0] != null
              && Proxy.isProxyClass(arguments[0].getClass())
              && Proxy.getInvocationHandler(arguments[0]).equals(this);
      default -> byDefaultMethod(proxy, method, arguments);
    };
  }

  private static Object byDefaultMethod(Object proxy, Method method, Object[] arguments)
      throws Throwable {
    if (!method.isDefault()) {
      throw new UnsupportedOperationException("the simulation has no " + method);
    }
    return InvocationHandler.invokeDefault(proxy, method, arguments);
  }
}

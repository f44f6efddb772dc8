package io.ergosync.functions;

import io.ergosync.runtime.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** AWS clients with which functions can be made, and that fail as soon as they are called. */
final class UnusableClients {
  private UnusableClients() {}

  static AwsClients make() {
    return unusable(AwsClients.class);
  }

  /** Gives further unusable things for as long as they are clients; nothing else. */
  private static <T> T unusable(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.isDefault() && type == AwsClients.class) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              if (type == AwsClients.class && method.getReturnType().isInterface()) {
                return unusable(method.getReturnType());
              }
              throw new AssertionError("this test calls no AWS service, not even " + method);
            }));
  }
}

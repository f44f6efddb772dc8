package io.ergosync.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.FunctionRuntime;
import java.lang.reflect.InvocationTargetException;

/** Makes the handlers that the template names. */
final class Handlers {
  private Handlers() {}

  /**
   * A function's handler, made through its constructor that takes a runtime.
   *
   * @throws ConfigurationException if there is no such class, it is no handler, or it refuses the
   *     runtime
   */
  static RequestStreamHandler make(FunctionDefinition function, FunctionRuntime runtime) {
    try {
      return Class.forName(function.handlerClass())
          .asSubclass(RequestStreamHandler.class)
          .getConstructor(FunctionRuntime.class)
          .newInstance(runtime);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ConfigurationException unusable) {
        throw new ConfigurationException(
            "The function %s cannot start: %s"
                .formatted(function.logicalId(), unusable.getMessage()));
      }
      throw unusable(function, "its constructor fails with " + e.getCause(), e);
    } catch (ClassNotFoundException e) {
      throw unusable(function, "there is no such class", e);
    } catch (ReflectiveOperationException e) {
      throw unusable(function, "it has no public constructor that takes a FunctionRuntime", e);
    } catch (ClassCastException e) {
      throw unusable(function, "it is not a RequestStreamHandler", e);
    }
  }

  private static ConfigurationException unusable(
      FunctionDefinition function, String reason, Exception cause) {
    ConfigurationException unusable =
        new ConfigurationException(
            "The template's function %s has the handler %s, but %s."
                .formatted(function.logicalId(), function.handlerClass(), reason));
    unusable.initCause(cause);
    return unusable;
  }
}

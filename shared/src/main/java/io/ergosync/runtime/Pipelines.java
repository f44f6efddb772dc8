package io.ergosync.runtime;

import io.ergosync.api.Endpoint;
import io.ergosync.api.Operation;
import io.ergosync.api.Pipeline;

/** Makes the ways to operations as the environment of a function wants them. */
public final class Pipelines {
  private Pipelines() {}

  /**
   * The way to an operation, for the identity pools that the environment names.
   *
   * @throws ConfigurationException if the environment is unusable
   */
  public static <I, O> Pipeline<I, O> of(
      FunctionRuntime runtime, Endpoint<I, O> endpoint, Operation<I, O> operation) {
    return new Pipeline<>(endpoint, operation, IdentityPoolVariables.read(runtime.environment()));
  }
}

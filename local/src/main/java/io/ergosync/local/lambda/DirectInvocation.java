package io.ergosync.local.lambda;

import io.ergosync.local.gateway.Action;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;
import io.ergosync.local.template.FunctionDefinition;
import java.util.function.Supplier;

/**
 * Invokes a function with a payload and no HTTP event around it, as {@code aws lambda invoke} does.
 * A function that fails is answered with 400 and says why.
 */
public final class DirectInvocation implements Action {
  private final Functions functions;
  private final FunctionDefinition function;
  private final Supplier<String> requestIds;

  public DirectInvocation(
      Functions functions, FunctionDefinition function, Supplier<String> requestIds) {
    this.functions = functions;
    this.function = function;
    this.requestIds = requestIds;
  }

  @Override
  public HttpResponse run(Body request) {
    return switch (functions.invoke(function, request, requestIds.get())) {
      case InvocationResult.Answered(Body payload) -> HttpResponse.json(200, payload);
      case InvocationResult.Failed(String reason) ->
          throw new RefusedException(
              400, "FunctionError", "%s %s".formatted(function.name(), reason));
      case InvocationResult.TimedOut _ -> throw RefusedException.unavailable();
    };
  }
}

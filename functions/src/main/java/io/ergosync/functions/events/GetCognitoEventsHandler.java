package io.ergosync.functions.events;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link GetCognitoEvents}. */
public final class GetCognitoEventsHandler extends OperationHandler {
  /** What Lambda loads. */
  public GetCognitoEventsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public GetCognitoEventsHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<?, ?> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        GetCognitoEventsEndpoint.ENDPOINT,
        new GetCognitoEvents(Storages.identityPools(runtime)));
  }
}

package io.ergosync.functions.events;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link SetCognitoEvents}. */
public final class SetCognitoEventsHandler extends OperationHandler {
  /** What Lambda loads. */
  public SetCognitoEventsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public SetCognitoEventsHandler(FunctionRuntime runtime) {
    super(
        runtime,
        SetCognitoEventsEndpoint.ENDPOINT,
        new SetCognitoEvents(Storages.identityPools(runtime)));
  }
}

package io.ergosync.functions.push;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link UnsubscribeFromDataset}. */
public final class UnsubscribeFromDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public UnsubscribeFromDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public UnsubscribeFromDatasetHandler(FunctionRuntime runtime) {
    super(
        runtime,
        UnsubscribeFromDatasetEndpoint.ENDPOINT,
        new UnsubscribeFromDataset(Storages.devices(runtime)));
  }
}

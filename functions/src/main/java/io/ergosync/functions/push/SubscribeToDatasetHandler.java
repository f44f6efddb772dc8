package io.ergosync.functions.push;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link SubscribeToDataset}. */
public final class SubscribeToDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public SubscribeToDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public SubscribeToDatasetHandler(FunctionRuntime runtime) {
    super(
        runtime,
        SubscribeToDatasetEndpoint.ENDPOINT,
        new SubscribeToDataset(
            Storages.pushConfiguration(runtime),
            Storages.datasets(runtime),
            Storages.devices(runtime)));
  }
}

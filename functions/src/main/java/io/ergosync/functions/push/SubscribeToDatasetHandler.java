package io.ergosync.functions.push;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link SubscribeToDataset}. */
public final class SubscribeToDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public SubscribeToDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public SubscribeToDatasetHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<?, ?> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        SubscribeToDatasetEndpoint.ENDPOINT,
        new SubscribeToDataset(
            Storages.pushConfiguration(runtime),
            Storages.datasets(runtime),
            Storages.devices(runtime)));
  }
}

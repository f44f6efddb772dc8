package io.ergosync.functions.push;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link UnsubscribeFromDataset}. */
public final class UnsubscribeFromDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public UnsubscribeFromDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public UnsubscribeFromDatasetHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<?, ?> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        UnsubscribeFromDatasetEndpoint.ENDPOINT,
        new UnsubscribeFromDataset(Storages.devices(runtime)));
  }
}

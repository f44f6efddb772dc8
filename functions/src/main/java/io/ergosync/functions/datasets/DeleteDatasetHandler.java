package io.ergosync.functions.datasets;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DeleteDataset}. */
public final class DeleteDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public DeleteDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DeleteDatasetHandler(FunctionRuntime runtime) {
    super(runtime, DeleteDatasetEndpoint.ENDPOINT, new DeleteDataset(Storages.datasets(runtime)));
  }
}

package io.ergosync.functions.datasets;

import io.ergosync.api.Pipeline;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DeleteDataset}. */
public final class DeleteDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public DeleteDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DeleteDatasetHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<DatasetId, Dataset> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime, DeleteDatasetEndpoint.ENDPOINT, new DeleteDataset(Storages.datasets(runtime)));
  }
}

package io.ergosync.functions.datasets;

import io.ergosync.api.Pipeline;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DescribeDataset}. */
public final class DescribeDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public DescribeDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DescribeDatasetHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<DatasetId, Dataset> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime, DescribeDatasetEndpoint.ENDPOINT, new DescribeDataset(Storages.datasets(runtime)));
  }
}

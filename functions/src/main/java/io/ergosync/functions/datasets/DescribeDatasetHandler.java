package io.ergosync.functions.datasets;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DescribeDataset}. */
public final class DescribeDatasetHandler extends OperationHandler {
  /** What Lambda loads. */
  public DescribeDatasetHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DescribeDatasetHandler(FunctionRuntime runtime) {
    super(
        runtime, DescribeDatasetEndpoint.ENDPOINT, new DescribeDataset(Storages.datasets(runtime)));
  }
}

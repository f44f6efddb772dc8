package io.ergosync.functions.datasets;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link ListDatasets}. */
public final class ListDatasetsHandler extends OperationHandler {
  /** What Lambda loads. */
  public ListDatasetsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public ListDatasetsHandler(FunctionRuntime runtime) {
    super(runtime, ListDatasetsEndpoint.ENDPOINT, new ListDatasets(Storages.datasets(runtime)));
  }
}

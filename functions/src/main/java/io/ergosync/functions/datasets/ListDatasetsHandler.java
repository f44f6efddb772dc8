package io.ergosync.functions.datasets;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link ListDatasets}. */
public final class ListDatasetsHandler extends OperationHandler {
  /** What Lambda loads. */
  public ListDatasetsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public ListDatasetsHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<ListDatasets.Request, ListDatasets.Response> pipeline(
      FunctionRuntime runtime) {
    return Pipelines.of(
        runtime, ListDatasetsEndpoint.ENDPOINT, new ListDatasets(Storages.datasets(runtime)));
  }
}

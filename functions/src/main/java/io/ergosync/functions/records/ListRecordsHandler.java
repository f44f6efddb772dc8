package io.ergosync.functions.records;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link ListRecords}. */
public final class ListRecordsHandler extends OperationHandler {
  /** What Lambda loads. */
  public ListRecordsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public ListRecordsHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<ListRecords.Request, ListRecords.Response> pipeline(
      FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        ListRecordsEndpoint.ENDPOINT,
        new ListRecords(
            Storages.datasets(runtime), new SyncSessionTokens(runtime.clock(), runtime.random())));
  }
}

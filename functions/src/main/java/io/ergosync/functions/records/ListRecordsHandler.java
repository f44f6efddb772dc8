package io.ergosync.functions.records;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link ListRecords}. */
public final class ListRecordsHandler extends OperationHandler {
  /** What Lambda loads. */
  public ListRecordsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public ListRecordsHandler(FunctionRuntime runtime) {
    super(
        runtime,
        ListRecordsEndpoint.ENDPOINT,
        new ListRecords(
            Storages.datasets(runtime), new SyncSessionTokens(runtime.clock(), runtime.random())));
  }
}

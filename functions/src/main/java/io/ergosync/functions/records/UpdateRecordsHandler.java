package io.ergosync.functions.records;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.LimitVariables;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;
import io.ergosync.runtime.Triggers;

/** The Lambda function of {@link UpdateRecords}. */
public final class UpdateRecordsHandler extends OperationHandler {
  /** What Lambda loads. */
  public UpdateRecordsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public UpdateRecordsHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<UpdateRecords.Request, UpdateRecords.Response> pipeline(
      FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        UpdateRecordsEndpoint.ENDPOINT,
        new UpdateRecords(
            Storages.datasets(runtime),
            new SyncSessionTokens(runtime.clock(), runtime.random()),
            Triggers.sync(runtime),
            LimitVariables.read(runtime.environment()),
            runtime.clock()));
  }
}

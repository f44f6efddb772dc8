package io.ergosync.functions.streams;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link GetBulkPublishDetails}. */
public final class GetBulkPublishDetailsHandler extends OperationHandler {
  /** What Lambda loads. */
  public GetBulkPublishDetailsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public GetBulkPublishDetailsHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<?, ?> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        GetBulkPublishDetailsEndpoint.ENDPOINT,
        new GetBulkPublishDetails(Storages.bulkPublishes(runtime)));
  }
}

package io.ergosync.functions.streams;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link GetBulkPublishDetails}. */
public final class GetBulkPublishDetailsHandler extends OperationHandler {
  /** What Lambda loads. */
  public GetBulkPublishDetailsHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public GetBulkPublishDetailsHandler(FunctionRuntime runtime) {
    super(
        runtime,
        GetBulkPublishDetailsEndpoint.ENDPOINT,
        new GetBulkPublishDetails(Storages.bulkPublishes(runtime)));
  }
}

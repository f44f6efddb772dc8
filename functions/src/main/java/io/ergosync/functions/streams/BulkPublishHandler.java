package io.ergosync.functions.streams;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;
import java.util.HexFormat;

/** The Lambda function of {@link BulkPublish}. */
public final class BulkPublishHandler extends OperationHandler {
  /** What Lambda loads. */
  public BulkPublishHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public BulkPublishHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<?, ?> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        BulkPublishEndpoint.ENDPOINT,
        new BulkPublish(
            Storages.identityPools(runtime),
            Storages.bulkPublishes(runtime),
            () -> HexFormat.of().toHexDigits(runtime.random().nextLong())));
  }
}

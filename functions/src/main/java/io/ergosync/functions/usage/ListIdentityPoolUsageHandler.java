package io.ergosync.functions.usage;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link ListIdentityPoolUsage}. */
public final class ListIdentityPoolUsageHandler extends OperationHandler {
  /** What Lambda loads. */
  public ListIdentityPoolUsageHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public ListIdentityPoolUsageHandler(FunctionRuntime runtime) {
    super(
        runtime,
        ListIdentityPoolUsageEndpoint.ENDPOINT,
        new ListIdentityPoolUsage(Storages.usage(runtime)));
  }
}

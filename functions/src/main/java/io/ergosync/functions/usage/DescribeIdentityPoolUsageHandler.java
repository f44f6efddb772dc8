package io.ergosync.functions.usage;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DescribeIdentityPoolUsage}. */
public final class DescribeIdentityPoolUsageHandler extends OperationHandler {
  /** What Lambda loads. */
  public DescribeIdentityPoolUsageHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DescribeIdentityPoolUsageHandler(FunctionRuntime runtime) {
    super(
        runtime,
        DescribeIdentityPoolUsageEndpoint.ENDPOINT,
        new DescribeIdentityPoolUsage(Storages.usage(runtime), runtime.clock()));
  }
}

package io.ergosync.functions.usage;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DescribeIdentityUsage}. */
public final class DescribeIdentityUsageHandler extends OperationHandler {
  /** What Lambda loads. */
  public DescribeIdentityUsageHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DescribeIdentityUsageHandler(FunctionRuntime runtime) {
    super(
        runtime,
        DescribeIdentityUsageEndpoint.ENDPOINT,
        new DescribeIdentityUsage(Storages.datasets(runtime)));
  }
}

package io.ergosync.functions.usage;

import io.ergosync.api.Pipeline;
import io.ergosync.domain.Identity;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link DescribeIdentityUsage}. */
public final class DescribeIdentityUsageHandler extends OperationHandler {
  /** What Lambda loads. */
  public DescribeIdentityUsageHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DescribeIdentityUsageHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<Identity, DescribeIdentityUsage.Response> pipeline(
      FunctionRuntime runtime) {
    return Pipelines.of(
        runtime,
        DescribeIdentityUsageEndpoint.ENDPOINT,
        new DescribeIdentityUsage(Storages.datasets(runtime)));
  }
}

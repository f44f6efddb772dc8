package io.ergosync.functions.configuration;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link SetIdentityPoolConfiguration}. */
public final class SetIdentityPoolConfigurationHandler extends OperationHandler {
  /** What Lambda loads. */
  public SetIdentityPoolConfigurationHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public SetIdentityPoolConfigurationHandler(FunctionRuntime runtime) {
    super(
        runtime,
        SetIdentityPoolConfigurationEndpoint.ENDPOINT,
        new SetIdentityPoolConfiguration(Storages.identityPools(runtime), Storages.usage(runtime)));
  }
}

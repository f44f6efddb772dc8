package io.ergosync.functions.configuration;

import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Storages;

/** The Lambda function of {@link GetIdentityPoolConfiguration}. */
public final class GetIdentityPoolConfigurationHandler extends OperationHandler {
  /** What Lambda loads. */
  public GetIdentityPoolConfigurationHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public GetIdentityPoolConfigurationHandler(FunctionRuntime runtime) {
    super(
        runtime,
        GetIdentityPoolConfigurationEndpoint.ENDPOINT,
        new GetIdentityPoolConfiguration(Storages.identityPools(runtime)));
  }
}

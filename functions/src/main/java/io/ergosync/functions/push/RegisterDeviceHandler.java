package io.ergosync.functions.push;

import io.ergosync.api.Pipeline;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.AwsClients;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** The Lambda function of {@link RegisterDevice}. */
public final class RegisterDeviceHandler extends OperationHandler {
  /** What Lambda loads. */
  public RegisterDeviceHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public RegisterDeviceHandler(FunctionRuntime runtime) {
    super(runtime, pipeline(runtime));
  }

  /** The way to the operation on the table of a function, this one or one of several operations. */
  public static Pipeline<?, ?> pipeline(FunctionRuntime runtime) {
    return Pipelines.of(runtime, RegisterDeviceEndpoint.ENDPOINT, operation(runtime));
  }

  private static RegisterDevice operation(FunctionRuntime runtime) {
    return new RegisterDevice(
        Storages.pushConfiguration(runtime),
        new SnsPlatformEndpoints(
            (pool, region, roleArn) -> sns(runtime.clients(), pool, Region.of(region), roleArn)),
        Storages.devices(runtime));
  }

  private static SnsClient sns(
      AwsClients clients, IdentityPoolId pool, Region region, String roleArn) {
    return roleArn.isEmpty()
        ? clients.sns(region)
        : clients.sns(region, AssumedRole.ofPool(pool, roleArn));
  }
}

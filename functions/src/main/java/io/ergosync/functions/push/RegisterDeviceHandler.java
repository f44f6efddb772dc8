package io.ergosync.functions.push;

import io.ergosync.api.Pipeline;
import io.ergosync.runtime.Deliveries;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.runtime.Pipelines;
import io.ergosync.runtime.Storages;

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
        new SnsPlatformEndpoints(Deliveries.sns(runtime)),
        Storages.devices(runtime));
  }
}

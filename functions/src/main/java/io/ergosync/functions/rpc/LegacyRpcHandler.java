package io.ergosync.functions.rpc;

import io.ergosync.api.RequestLog;
import io.ergosync.api.rpc.RpcFront;
import io.ergosync.functions.Operations;
import io.ergosync.runtime.FrontHandler;
import io.ergosync.runtime.FunctionRuntime;

/** The Lambda function of all operations in the legacy RPC form. */
public final class LegacyRpcHandler extends FrontHandler {
  /** What Lambda loads. */
  public LegacyRpcHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public LegacyRpcHandler(FunctionRuntime runtime) {
    super(
        new RpcFront(
            Operations.all(runtime),
            new RequestLog(System.out, runtime.metrics(), runtime.clients().meter()::take),
            runtime.clock()));
  }
}

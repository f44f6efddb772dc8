package io.ergosync.runtime;

import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import io.ergosync.api.http.RestFront;

/** The Lambda function of one operation. Safe for use by many threads. */
public class OperationHandler extends FrontHandler {
  /** The function of an operation, logging to standard output as Lambda wants it. */
  public OperationHandler(FunctionRuntime runtime, Pipeline<?, ?> pipeline) {
    super(
        new RestFront(
            pipeline,
            new RequestLog(System.out, runtime.metrics(), runtime.clients().meter()::take),
            runtime.clock()));
  }
}

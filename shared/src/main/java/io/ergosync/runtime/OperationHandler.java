package io.ergosync.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.api.Endpoint;
import io.ergosync.api.Operation;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import io.ergosync.api.http.RestFront;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The Lambda function of one operation. It answers every event that is JSON; only a lost connection
 * to Lambda itself makes it throw. Safe for use by many threads.
 */
public class OperationHandler implements RequestStreamHandler {
  private final RestFront front;

  /**
   * The function of an operation, logging to standard output as Lambda wants it.
   *
   * @throws ConfigurationException if the environment is unusable
   */
  public <I, O> OperationHandler(
      FunctionRuntime runtime, Endpoint<I, O> endpoint, Operation<I, O> operation) {
    this.front =
        new RestFront(
            new Pipeline<>(endpoint, operation, IdentityPoolVariables.read(runtime.environment())),
            new RequestLog(System.out),
            runtime.clock());
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    response.write(front.serve(text, context.getAwsRequestId()));
  }
}

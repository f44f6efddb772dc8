package io.ergosync.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers with the event it got, and with what the context and the environment say. */
public final class EchoHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = new JsonMapper();

  private final Environment environment;

  public EchoHandler(FunctionRuntime runtime) {
    this.environment = runtime.environment();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.set("event", JSON.readTree(input));
    body.putObject("context")
        .put("requestId", context.getAwsRequestId())
        .put("functionName", context.getFunctionName())
        .put("remainingMilliseconds", context.getRemainingTimeInMillis());
    body.set("environment", JSON.valueToTree(environment.variables()));
    ObjectNode answer = JSON.createObjectNode().put("statusCode", 200).put("body", body.toString());
    answer
        .putObject("headers")
        .put("x-amzn-ErrorType", "NoneException")
        .put("content-type", "application/json");
    JSON.writeValue(output, answer);
  }
}

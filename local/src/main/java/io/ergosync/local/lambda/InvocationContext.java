package io.ergosync.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import java.time.Duration;

/**
 * What Lambda tells a function of an invocation.
 *
 * @param startedAtNanos {@link System#nanoTime} at its start
 */
record InvocationContext(
    FunctionDefinition function, String requestId, long startedAtNanos, ServerLog log)
    implements Context {
  private static final String LATEST = "$LATEST";

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + getFunctionName();
  }

  @Override
  public String getLogStreamName() {
    return "local/[%s]%s".formatted(LATEST, getFunctionName());
  }

  @Override
  public String getFunctionName() {
    return function.logicalId();
  }

  @Override
  public String getFunctionVersion() {
    return LATEST;
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:%s:%s:function:%s"
        .formatted(Template.REGION, Template.ACCOUNT_ID, getFunctionName());
  }

  /** As on Lambda: null, because no mobile app invokes the function itself. */
  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  /** As on Lambda: null, because no mobile app invokes the function itself. */
  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    Duration used = Duration.ofNanos(System.nanoTime() - startedAtNanos);
    return Math.toIntExact(Math.max(0, function.timeout().minus(used).toMillis()));
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.say(message);
      }

      @Override
      public void log(byte[] message) {
        log.say(new String(message, UTF_8));
      }
    };
  }
}

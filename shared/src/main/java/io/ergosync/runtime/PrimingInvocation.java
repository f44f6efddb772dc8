package io.ergosync.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** An invocation that nobody made. */
final class PrimingInvocation implements Context {
  private static final String NOBODY = "priming";
  private static final int TIME_MILLISECONDS = 10_000;

  @Override
  public String getAwsRequestId() {
    return NOBODY;
  }

  @Override
  public String getLogGroupName() {
    return NOBODY;
  }

  @Override
  public String getLogStreamName() {
    return NOBODY;
  }

  @Override
  public String getFunctionName() {
    return NOBODY;
  }

  @Override
  public String getFunctionVersion() {
    return NOBODY;
  }

  @Override
  public String getInvokedFunctionArn() {
    return NOBODY;
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return TIME_MILLISECONDS;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 0;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {}

      @Override
      public void log(byte[] message) {}
    };
  }
}

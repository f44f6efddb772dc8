package io.ergosync.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Fails. */
public final class FailingHandler implements RequestStreamHandler {
  public FailingHandler(FunctionRuntime runtime) {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    throw new IllegalStateException("secret reason");
  }
}

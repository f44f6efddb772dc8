package io.ergosync.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.local.lambda.LocalFunction;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers with one byte more than Lambda allows. */
public final class LargeHandler implements RequestStreamHandler {
  public LargeHandler(FunctionRuntime runtime) {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(new byte[LocalFunction.PAYLOAD_BYTES_MAX + 1]);
  }
}

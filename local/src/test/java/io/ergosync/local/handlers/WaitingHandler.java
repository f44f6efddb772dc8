package io.ergosync.local.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Answers once a test lets it. */
public final class WaitingHandler implements RequestStreamHandler {
  /** Counted down when the function has begun. */
  public static final CountDownLatch BEGUN = new CountDownLatch(1);

  /** Counted down by the test. */
  public static final CountDownLatch MAY_END = new CountDownLatch(1);

  public WaitingHandler(FunctionRuntime runtime) {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    BEGUN.countDown();
    try {
      MAY_END.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    output.write("{\"statusCode\":200,\"body\":\"done\"}".getBytes(UTF_8));
  }
}

package io.ergosync.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Never answers. */
public final class SlowHandler implements RequestStreamHandler {
  /** Counted down when the function was stopped at its timeout. */
  public static final CountDownLatch STOPPED = new CountDownLatch(1);

  public SlowHandler(FunctionRuntime runtime) {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      STOPPED.countDown();
      throw new InterruptedIOException();
    }
  }
}

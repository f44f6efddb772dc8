package io.ergosync.runtime;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.api.http.Front;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A Lambda function that answers a gateway's events. It answers every event that is JSON; only a
 * lost connection to Lambda itself makes it throw. Safe for use by many threads.
 */
public abstract class FrontHandler implements RequestStreamHandler {
  private final Front front;

  /** The function of a front. */
  protected FrontHandler(Front front) {
    this.front = requireNonNull(front);
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    response.write(front.serve(text, context.getAwsRequestId()));
  }
}

package io.ergosync.functions.changes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.change.StreamBatch;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.RefusedMessages;
import io.ergosync.runtime.ChangeDeliveries;
import io.ergosync.runtime.Deliveries;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.runtime.StreamBatches;
import io.ergosync.telemetry.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The Lambda function of {@link ChangeFeed}, invoked with batches of the table's stream. The answer
 * is Lambda's partial batch response. Safe for use by many threads.
 */
public final class ChangeFeedHandler implements RequestStreamHandler {
  private static final String FUNCTION = "ChangeFeed";

  private final StreamBatch batches;
  private final ChangeFeed feed;

  /** What Lambda loads. */
  public ChangeFeedHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public ChangeFeedHandler(FunctionRuntime runtime) {
    FunctionLog log = new FunctionLog(System.out, runtime.metrics(), FUNCTION);
    this.batches = StreamBatches.of(runtime, FUNCTION, log);
    RefusedMessages refused = Deliveries.failures(runtime, FUNCTION);
    DeliveryQueue queue = Deliveries.queue(runtime, refused, log);
    this.feed =
        new ChangeFeed(
            new Outlet(
                List.of(
                    ChangeDeliveries.queuedStreams(runtime, queue, log),
                    ChangeDeliveries.queuedPostSyncTriggers(runtime, queue, log)),
                Storages.committedPatches(runtime)),
            new Housekeeping(
                Storages.housekeeping(runtime),
                Storages.usage(runtime),
                queue,
                ChangeDeliveries.bulkPublishQueue(runtime),
                refused,
                runtime.clock(),
                log));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    answer.write(batches.runTogether(text, feed::after).getBytes(StandardCharsets.UTF_8));
  }
}

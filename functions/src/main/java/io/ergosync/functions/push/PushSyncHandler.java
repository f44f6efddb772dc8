package io.ergosync.functions.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.change.StreamBatch;
import io.ergosync.delivery.PushSender;
import io.ergosync.runtime.Deliveries;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.runtime.StreamBatches;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The Lambda function of {@link PushSyncTrigger}, invoked with batches of the table's stream. The
 * answer is Lambda's partial batch response. Safe for use by many threads.
 */
public final class PushSyncHandler implements RequestStreamHandler {
  private static final String FUNCTION = "PushSync";

  /** As many connections as the clients keep open to a host. */
  private static final int CONCURRENT_REQUESTS_MAX = 16;

  private final StreamBatch batches;
  private final PushSyncTrigger trigger;

  /** What Lambda loads. */
  public PushSyncHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public PushSyncHandler(FunctionRuntime runtime) {
    FunctionLog log = new FunctionLog(System.out, runtime.metrics(), FUNCTION);
    DeviceStorage devices = Storages.devices(runtime);
    this.batches = StreamBatches.of(runtime, FUNCTION, log);
    this.trigger =
        new PushSyncTrigger(
            Storages.pushConfiguration(runtime),
            devices,
            new PushSender(Deliveries.pushes(runtime), devices, log),
            Deliveries.queue(runtime, Deliveries.failures(runtime, FUNCTION), log),
            log,
            runtime.clock(),
            Parallel.upTo(CONCURRENT_REQUESTS_MAX));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    answer.write(batches.runTogether(text, trigger::tell).getBytes(StandardCharsets.UTF_8));
  }
}

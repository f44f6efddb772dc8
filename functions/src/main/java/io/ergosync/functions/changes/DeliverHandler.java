package io.ergosync.functions.changes;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.PushRetry;
import io.ergosync.delivery.PushSender;
import io.ergosync.delivery.QueueBatch;
import io.ergosync.delivery.QueueEvent;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.delivery.kinesis.KinesisDelivery;
import io.ergosync.delivery.sqs.SqsMessagePauses;
import io.ergosync.runtime.ChangeDeliveries;
import io.ergosync.runtime.Deliveries;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.telemetry.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The Lambda function of {@link Deliver}, invoked with messages of the delivery queue. The answer
 * is Lambda's partial batch response. Safe for use by many threads.
 */
public final class DeliverHandler implements RequestStreamHandler {
  private static final String FUNCTION = "Deliver";

  /** With the longest that one message takes, below the function's 60 seconds. */
  private static final Duration STARTING_TIME = Duration.ofSeconds(30);

  /** How long a PostSyncTrigger may take that is given a large event. */
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(20);

  private final Deliver deliver;
  private final QueueBatch batches;

  /** What Lambda loads. */
  public DeliverHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public DeliverHandler(FunctionRuntime runtime) {
    FunctionLog log = new FunctionLog(System.out, runtime.metrics(), FUNCTION);
    DeliveryQueue queue =
        Deliveries.queue(
            runtime,
            (message, reason) -> {
              // It is the chore of a message, which comes back.
              throw new UndeliveredException(reason);
            },
            log);
    DatasetHousekeeping datasets = Storages.housekeeping(runtime);
    this.deliver =
        new Deliver(
            ChangeDeliveries.streams(runtime, KinesisDelivery.ATTEMPTS_TIME, log),
            ChangeDeliveries.postSyncTriggers(runtime, ANSWER_TIME_MAX, log),
            pushes(runtime, log),
            new ChunkCollection(datasets, Storages.writtenChunks(runtime), queue, runtime.clock()),
            datasets,
            Storages.usage(runtime),
            log);
    this.batches =
        new QueueBatch(
            new SqsMessagePauses(
                runtime.clients()::sqs, runtime.environment().required("DELIVERY_QUEUE_URL")),
            STARTING_TIME,
            runtime.clock(),
            runtime.random(),
            log);
  }

  private static PushRetry pushes(FunctionRuntime runtime, FunctionLog log) {
    DeviceStorage devices = Storages.devices(runtime);
    return new PushRetry(
        Storages.pushConfiguration(runtime),
        Storages.datasets(runtime),
        devices,
        new PushSender(Deliveries.pushes(runtime), devices, log),
        runtime.clock(),
        log);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    answer.write(
        QueueEvent.failures(deliver.messages(QueueEvent.read(text), batches))
            .getBytes(StandardCharsets.UTF_8));
  }
}

package io.ergosync.functions.streams;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.MessagePauses;
import io.ergosync.delivery.QueueBatch;
import io.ergosync.delivery.QueueEvent;
import io.ergosync.delivery.ReceivedMessage;
import io.ergosync.delivery.sqs.SqsMessagePauses;
import io.ergosync.runtime.ChangeDeliveries;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The Lambda function of {@link BulkPublishWorker}, invoked with messages of the bulk publish queue
 * and of its dead-letter queue. How often a message was received does not end its run: one that
 * ends in the dead-letter queue is worked on like any other, and the run counts its attempts. The
 * answer is Lambda's partial batch response. Safe for use by many threads.
 */
public final class BulkPublishWorkerHandler implements RequestStreamHandler {
  private static final String FUNCTION = "BulkPublishWorker";

  /**
   * How long records are tried that Kinesis does not take. Longer than elsewhere: nothing waits for
   * a bulk publish, and a page of it can be more than a shard takes in a few seconds. With the time
   * that the worker takes for pages before, below the function's 60 seconds.
   */
  private static final Duration ATTEMPTS_TIME = Duration.ofSeconds(15);

  private final BulkPublishWorker worker;
  private final QueueBatch batches;
  private final String deadLetterQueueArn;
  private final FunctionLog log;

  /** What Lambda loads. */
  public BulkPublishWorkerHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public BulkPublishWorkerHandler(FunctionRuntime runtime) {
    this.log = new FunctionLog(System.out, runtime.metrics(), FUNCTION);
    this.deadLetterQueueArn = runtime.environment().required("BULK_PUBLISH_DEAD_LETTER_QUEUE_ARN");
    MessagePauses pauses =
        new SqsMessagePauses(
            runtime.clients()::sqs,
            runtime.environment().required(ChangeDeliveries.BULK_PUBLISH_QUEUE_URL));
    this.batches =
        new QueueBatch(
            (message, time) -> {
              // The dead-letter queue's own timeout does for the few messages there.
              if (!isDead(message)) {
                pauses.hide(message, time);
              }
            },
            BulkPublishWorker.WORKING_TIME,
            runtime.clock(),
            runtime.random(),
            log);
    this.worker =
        new BulkPublishWorker(
            Storages.bulkPublishes(runtime),
            Storages.poolDatasets(runtime),
            new PublishedDatasets(
                Storages.datasets(runtime),
                Parallel.upTo(BulkPublishWorker.PAGE_MAX),
                runtime.clock()),
            ChangeDeliveries.streams(runtime, ATTEMPTS_TIME, log)::deliver,
            ChangeDeliveries.bulkPublishQueue(runtime),
            runtime.clock(),
            log);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    answer.write(
        QueueEvent.failures(batches.run(QueueEvent.read(text), this::message))
            .getBytes(StandardCharsets.UTF_8));
  }

  private void message(ReceivedMessage message) {
    run(message).ifPresent(worker::goOn);
  }

  /** The run of a message; empty for one that never can be read and has nowhere else to go. */
  private Optional<BulkPublishMessage> run(ReceivedMessage message) {
    try {
      return Optional.of(BulkPublishMessage.read(message.body()));
    } catch (IllegalArgumentException e) {
      if (!isDead(message)) {
        throw e;
      }
      log.write(
          LogLine.error("A message of the bulk publish queue cannot be read, and is dropped.")
              .with("messageId", message.messageId()));
      return Optional.empty();
    }
  }

  private boolean isDead(ReceivedMessage message) {
    return message.queueArn().equals(deadLetterQueueArn);
  }
}

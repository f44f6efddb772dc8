package io.ergosync.local.queue;

import io.ergosync.local.http.Body;
import io.ergosync.local.lambda.BatchOutcome;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.EventSource;
import io.ergosync.local.template.QueueDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Invokes a function with the messages of a queue, from {@link #start} to {@link #close}. What the
 * function took is deleted; the rest comes back when its visibility timeout is over.
 */
public final class QueueMapping implements AutoCloseable {
  private static final int RECEIVED_MAX = 10;
  private static final int WAIT_SECONDS = 20;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final long STOP_SECONDS_MAX = 2;

  private final String name;
  private final EventSource.Queue source;
  private final QueueDefinition queue;
  private final SqsClient sqs;
  private final Invoker invoker;
  private final Clock clock;
  private final ServerLog log;
  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A mapping that has not begun.
   *
   * @param name what the log calls the function
   */
  public QueueMapping(
      String name,
      EventSource.Queue source,
      QueueDefinition queue,
      SqsClient sqs,
      Invoker invoker,
      Clock clock,
      ServerLog log) {
    this.name = name;
    this.source = source;
    this.queue = queue;
    this.sqs = sqs;
    this.invoker = invoker;
    this.clock = clock;
    this.log = log;
    this.free = new Semaphore(source.concurrencyMax());
  }

  /** Begins. */
  public void start() {
    threads.execute(this::poll);
  }

  private void poll() {
    try {
      while (!Thread.interrupted()) {
        free.acquire();
        try {
          List<Message> batch = gather();
          threads.execute(() -> processAndFree(batch));
        } catch (AbortedException | RejectedExecutionException e) {
          return;
        } catch (SdkException e) {
          free.release();
          log.say("The queue %s cannot be read; trying again:".formatted(queue.name()), e);
          Thread.sleep(PAUSE_AFTER_FAILURE);
        }
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  /** Waits for a message, and takes what else comes within the mapping's window. */
  private List<Message> gather() {
    List<Message> batch = new ArrayList<>();
    while (batch.isEmpty()) {
      batch.addAll(receive(source.batchSize(), WAIT_SECONDS));
    }
    Instant end = clock.instant().plus(source.batchWindow());
    while (batch.size() < source.batchSize() && clock.instant().isBefore(end)) {
      batch.addAll(receive(source.batchSize() - batch.size(), 1));
    }
    return batch;
  }

  private List<Message> receive(int countMax, int waitSeconds) {
    return sqs.receiveMessage(receive ->
            receive
                .queueUrl(queue.url())
                .maxNumberOfMessages(Math.min(countMax, RECEIVED_MAX))
                .waitTimeSeconds(waitSeconds)
                .messageSystemAttributeNamesWithStrings("All")
                .messageAttributeNames("All"))
        .messages();
  }

  private void processAndFree(List<Message> batch) {
    try {
      QueueEvents.split(batch, queue.arn()).forEach(this::process);
    } catch (SdkException e) {
      log.say("%s: messages cannot be deleted; they come back:".formatted(name), e);
    } finally {
      free.release();
    }
  }

  private void process(List<Message> batch) {
    String requestId = UUID.randomUUID().toString();
    Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    Body event = QueueEvents.of(batch, queue.arn());
    BatchOutcome outcome =
        BatchOutcome.of(invoker.invoke(event, requestId), source.reportsFailures(), ids);
    switch (outcome) {
      case BatchOutcome.Succeeded() -> delete(batch);
      case BatchOutcome.PartlyFailed(var failed) ->
          delete(batch.stream().filter(message -> !failed.contains(message.messageId())).toList());
      case BatchOutcome.Failed(String reason) ->
          log.say(
              "%s, request %s, %s messages: %s".formatted(name, requestId, batch.size(), reason));
    }
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += RECEIVED_MAX) {
      List<DeleteMessageBatchRequestEntry> entries =
          messages.subList(from, Math.min(from + RECEIVED_MAX, messages.size())).stream()
              .map(message ->
                  DeleteMessageBatchRequestEntry.builder()
                      .id(message.messageId())
                      .receiptHandle(message.receiptHandle())
                      .build())
              .toList();
      sqs.deleteMessageBatch(delete -> delete.queueUrl(queue.url()).entries(entries));
    }
  }

  /** Ends, and throws the results of running invocations away. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

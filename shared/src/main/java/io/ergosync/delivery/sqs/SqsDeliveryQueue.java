package io.ergosync.delivery.sqs;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.delivery.RefusedMessages;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The delivery queue on SQS. A message that SQS refuses for what it is goes elsewhere, because it
 * would be refused again and hold up all others. Safe for use by many threads.
 */
public final class SqsDeliveryQueue implements DeliveryQueue {
  private static final int BATCH_MAX = 10;

  /** The limit of a batch, which was 256 KB for a long time and still is in some places. */
  private static final int BATCH_BYTES_MAX = 240_000;

  /** How often messages are sent that SQS does not take for a fault of its own. */
  private static final int ATTEMPTS_MAX = 3;

  private final Supplier<SqsClient> client;
  private final String queueUrl;
  private final RefusedMessages refused;
  private final FunctionLog log;

  /**
   * The queue with a URL.
   *
   * @param client asked for when something is first sent: most batches send nothing
   */
  public SqsDeliveryQueue(
      Supplier<SqsClient> client, String queueUrl, RefusedMessages refused, FunctionLog log) {
    this.client = requireNonNull(client);
    this.queueUrl = requireNonNull(queueUrl);
    this.refused = requireNonNull(refused);
    this.log = requireNonNull(log);
  }

  /** A message and its body, which is ASCII: as many bytes as characters. */
  private record Written(QueueMessage message, String body) {}

  @Override
  public void send(List<? extends QueueMessage> messages, Duration delay) {
    List<Written> batch = new ArrayList<>();
    int bytes = 0;
    for (QueueMessage message : messages) {
      Written written = new Written(message, QueueMessageJson.write(message));
      if (batch.size() == BATCH_MAX || bytes + written.body().length() > BATCH_BYTES_MAX) {
        sendBatch(batch, delay);
        batch.clear();
        bytes = 0;
      }
      batch.add(written);
      bytes += written.body().length();
    }
    sendBatch(batch, delay);
  }

  private void sendBatch(List<Written> batch, Duration delay) {
    List<Written> left = batch;
    String code = "";
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      if (attempt > ATTEMPTS_MAX) {
        throw new UndeliveredException("The delivery queue did not take a message: " + code);
      }
      List<Written> again = new ArrayList<>();
      for (BatchResultErrorEntry failure : failures(left, delay)) {
        Written written = left.get(Integer.parseInt(failure.id()));
        code = failure.code();
        if (failure.senderFault()) {
          keep(written.message(), code);
        } else {
          again.add(written);
        }
      }
      left = again;
    }
  }

  private List<BatchResultErrorEntry> failures(List<Written> batch, Duration delay) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Written written : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(written.body())
              .delaySeconds((int) delay.toSeconds())
              .build());
    }
    try {
      return client
          .get()
          .sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries))
          .failed();
    } catch (SqsException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      return batch.size() == 1 ? List.of(refusal(0, e)) : failuresOneByOne(batch, delay);
    }
  }

  /** For a batch that was refused as a whole, although perhaps for one message only. */
  private List<BatchResultErrorEntry> failuresOneByOne(List<Written> batch, Duration delay) {
    List<BatchResultErrorEntry> failures = new ArrayList<>();
    for (int place = 0; place < batch.size(); place++) {
      String id = Integer.toString(place);
      failures(List.of(batch.get(place)), delay).stream()
          .map(failure -> failure.toBuilder().id(id).build())
          .forEach(failures::add);
    }
    return failures;
  }

  private static boolean isRefusal(SqsException e) {
    return switch (e) {
      case InvalidMessageContentsException _, BatchRequestTooLongException _ -> true;
      case SqsException _ ->
          e.awsErrorDetails() != null
              && e.awsErrorDetails().errorCode().equals("InvalidParameterValue");
    };
  }

  private static BatchResultErrorEntry refusal(int place, SqsException e) {
    return BatchResultErrorEntry.builder()
        .id(Integer.toString(place))
        .senderFault(true)
        .code(e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode())
        .build();
  }

  private void keep(QueueMessage message, String code) {
    refused.keep(message, "The delivery queue refuses it: " + code);
    log.write(
        LogLine.error("The delivery queue refuses a message; it is kept in the failure queue.")
            .with("message", QueueMessageJson.withoutRecords(message))
            .with("code", code)
            .counting(Metric.MESSAGES_REFUSED, 1));
  }
}

package io.ergosync.delivery.sqs;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessageJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The delivery queue on SQS. Safe for use by many threads. */
public final class SqsDeliveryQueue implements DeliveryQueue {
  private static final int BATCH_MAX = 10;

  /** The limit of a batch, which was 256 KB for a long time and still is in some places. */
  private static final int BATCH_CHARACTERS_MAX = 240_000;

  private final Supplier<SqsClient> client;
  private final String queueUrl;

  /**
   * The queue with a URL.
   *
   * @param client asked for when something is first sent: most batches send nothing
   */
  public SqsDeliveryQueue(Supplier<SqsClient> client, String queueUrl) {
    this.client = requireNonNull(client);
    this.queueUrl = requireNonNull(queueUrl);
  }

  @Override
  public void send(List<? extends QueueMessage> messages, Duration delay) {
    List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
    int characters = 0;
    for (QueueMessage message : messages) {
      String body = QueueMessageJson.write(message);
      if (batch.size() == BATCH_MAX || characters + body.length() > BATCH_CHARACTERS_MAX) {
        send(batch);
        batch.clear();
        characters = 0;
      }
      characters += body.length();
      batch.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(batch.size()))
              .messageBody(body)
              .delaySeconds((int) delay.toSeconds())
              .build());
    }
    send(batch);
  }

  private void send(List<SendMessageBatchRequestEntry> batch) {
    if (batch.isEmpty()) {
      return;
    }
    SendMessageBatchResponse response =
        client.get().sendMessageBatch(send -> send.queueUrl(queueUrl).entries(batch));
    if (response.hasFailed() && !response.failed().isEmpty()) {
      throw new IllegalStateException(
          "The delivery queue did not take a message: " + response.failed().getFirst().code());
    }
  }
}

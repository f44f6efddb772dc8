package io.ergosync.delivery.sqs;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.MessagePauses;
import io.ergosync.delivery.ReceivedMessage;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Hides messages of one SQS queue. Safe for use by many threads. */
public final class SqsMessagePauses implements MessagePauses {
  private final Supplier<SqsClient> client;
  private final String queueUrl;

  /**
   * The queue with a URL.
   *
   * @param client asked for when the first message fails
   */
  public SqsMessagePauses(Supplier<SqsClient> client, String queueUrl) {
    this.client = requireNonNull(client);
    this.queueUrl = requireNonNull(queueUrl);
  }

  @Override
  public void hide(ReceivedMessage message, Duration time) {
    client
        .get()
        .changeMessageVisibility(change ->
            change
                .queueUrl(queueUrl)
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout((int) time.toSeconds()));
  }
}

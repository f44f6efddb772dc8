package io.ergosync.delivery.sqs;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.BulkPublishQueue;
import io.ergosync.domain.IdentityPoolId;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The bulk publish queue on SQS. Safe for use by many threads. */
public final class SqsBulkPublishQueue implements BulkPublishQueue {
  private final Supplier<SqsClient> client;
  private final String queueUrl;

  /**
   * The queue with a URL.
   *
   * @param client asked for when something is first sent
   */
  public SqsBulkPublishQueue(Supplier<SqsClient> client, String queueUrl) {
    this.client = requireNonNull(client);
    this.queueUrl = requireNonNull(queueUrl);
  }

  @Override
  public void send(IdentityPoolId identityPoolId, String runId, Duration delay) {
    client
        .get()
        .sendMessage(send ->
            send.queueUrl(queueUrl)
                .messageBody(new BulkPublishMessage(identityPoolId, runId).write())
                .delaySeconds((int) delay.toSeconds()));
  }
}

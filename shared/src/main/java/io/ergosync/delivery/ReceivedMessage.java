package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

/**
 * A message as a queue hands it over.
 *
 * @param receiptHandle by which the queue knows this reception of it
 * @param receiveCount how often it was received, this time included; from 1
 * @param queueArn the queue that it was received from
 */
public record ReceivedMessage(
    String messageId, String receiptHandle, String body, int receiveCount, String queueArn) {
  public ReceivedMessage {
    requireNonNull(messageId);
    requireNonNull(receiptHandle);
    requireNonNull(body);
    requireNonNull(queueArn);
  }
}

package io.ergosync.local.template;

import java.time.Duration;

/**
 * An SQS queue.
 *
 * @param visibilityTimeout how long a received message is hidden
 * @param delay how long a sent message is hidden, unless it says so itself
 * @param retention how long a message is kept
 * @param deadLetterQueueArn where messages go that were received too often; empty for nowhere
 * @param receiveCountMax how often a message may be received; 0 without a dead-letter queue
 */
public record QueueDefinition(
    String name,
    Duration visibilityTimeout,
    Duration delay,
    Duration retention,
    String deadLetterQueueArn,
    int receiveCountMax) {
  /** Its ARN. */
  public String arn() {
    return ResourceNames.arn("sqs", name);
  }

  /** Its URL, as functions get it; nothing answers there. */
  public String url() {
    return ResourceNames.queueUrl(name);
  }
}

package io.ergosync.local.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message of a queue.
 *
 * @param sequence the order in which messages were sent
 * @param visibleAt when it may be received, next or at all
 * @param firstReceivedAt that of {@code sentAt} until it is received
 * @param receiptHandle the one of its latest receipt; empty if it was never received
 */
record QueuedMessage(
    String id,
    long sequence,
    String body,
    Map<String, MessageAttributeValue> attributes,
    Instant sentAt,
    Instant visibleAt,
    int receiveCount,
    Instant firstReceivedAt,
    String receiptHandle) {
  /** The order in which messages become visible. */
  static final Comparator<QueuedMessage> BY_VISIBILITY =
      Comparator.comparing(QueuedMessage::visibleAt).thenComparingLong(QueuedMessage::sequence);

  QueuedMessage {
    attributes = Map.copyOf(attributes);
  }

  /** One that was just sent. */
  static QueuedMessage sent(
      String id,
      long sequence,
      String body,
      Map<String, MessageAttributeValue> attributes,
      Instant now,
      Instant visibleAt) {
    return new QueuedMessage(id, sequence, body, attributes, now, visibleAt, 0, now, "");
  }

  /** This one after one more receipt. */
  QueuedMessage received(Instant now, Instant visibleAgainAt, String newReceiptHandle) {
    return new QueuedMessage(
        id,
        sequence,
        body,
        attributes,
        sentAt,
        visibleAgainAt,
        receiveCount + 1,
        receiveCount == 0 ? now : firstReceivedAt,
        newReceiptHandle);
  }

  /** This one, hidden until another time. */
  QueuedMessage hiddenUntil(Instant time) {
    return new QueuedMessage(
        id, sequence, body, attributes, sentAt, time, receiveCount, firstReceivedAt, receiptHandle);
  }

  /** This one in another queue, where it may be received at once; it keeps its age. */
  QueuedMessage moved(Instant now) {
    return new QueuedMessage(id, sequence, body, attributes, sentAt, now, 0, firstReceivedAt, "");
  }
}

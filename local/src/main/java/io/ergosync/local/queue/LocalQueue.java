package io.ergosync.local.queue;

import io.ergosync.local.template.QueueDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The messages of one queue. {@link LocalQueues} keeps threads apart. */
final class LocalQueue {
  private final QueueDefinition definition;
  private final NavigableSet<QueuedMessage> receivable = new TreeSet<>(QueuedMessage.BY_VISIBILITY);

  /** Received as often as they may be: they move on when they become visible. */
  private final NavigableSet<QueuedMessage> spent = new TreeSet<>(QueuedMessage.BY_VISIBILITY);

  private final Map<String, QueuedMessage> byReceiptHandle = new HashMap<>();

  LocalQueue(QueueDefinition definition) {
    this.definition = definition;
  }

  QueueDefinition definition() {
    return definition;
  }

  void add(QueuedMessage message) {
    receivable.add(message);
  }

  /** Takes visible messages in the order in which they became so, and hides them for a while. */
  List<QueuedMessage> receive(
      Instant now, int countMax, Duration visibilityTimeout, Supplier<String> receiptHandles) {
    List<QueuedMessage> received = new ArrayList<>();
    while (received.size() < countMax && isDue(receivable, now)) {
      QueuedMessage next = receivable.pollFirst();
      byReceiptHandle.remove(next.receiptHandle());
      if (isExpired(next, now)) {
        continue;
      }
      QueuedMessage hidden = next.received(now, now.plus(visibilityTimeout), receiptHandles.get());
      put(hidden);
      received.add(hidden);
    }
    return received;
  }

  /** Removes the message of a receipt, if it still has it. */
  void delete(String receiptHandle) {
    QueuedMessage message = byReceiptHandle.remove(receiptHandle);
    if (message != null) {
      setOf(message).remove(message);
    }
  }

  /** Hides the message of a receipt until a time; empty if none has it. */
  Optional<QueuedMessage> hideUntil(String receiptHandle, Instant time) {
    Optional<QueuedMessage> found = Optional.ofNullable(byReceiptHandle.get(receiptHandle));
    found.ifPresent(message -> {
      setOf(message).remove(message);
      put(message.hiddenUntil(time));
    });
    return found;
  }

  /** Takes the messages that belong into the dead-letter queue by now. */
  List<QueuedMessage> takeDead(Instant now) {
    List<QueuedMessage> dead = new ArrayList<>();
    while (isDue(spent, now)) {
      QueuedMessage next = spent.pollFirst();
      byReceiptHandle.remove(next.receiptHandle());
      if (!isExpired(next, now)) {
        dead.add(next);
      }
    }
    return dead;
  }

  /** All messages that are not expired, oldest first. */
  List<QueuedMessage> messages(Instant now) {
    return Stream.concat(receivable.stream(), spent.stream())
        .filter(message -> !isExpired(message, now))
        .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
        .toList();
  }

  void clear() {
    receivable.clear();
    spent.clear();
    byReceiptHandle.clear();
  }

  private void put(QueuedMessage message) {
    setOf(message).add(message);
    byReceiptHandle.put(message.receiptHandle(), message);
  }

  private NavigableSet<QueuedMessage> setOf(QueuedMessage message) {
    boolean isSpent =
        definition.receiveCountMax() > 0 && message.receiveCount() >= definition.receiveCountMax();
    return isSpent ? spent : receivable;
  }

  private static boolean isDue(NavigableSet<QueuedMessage> messages, Instant now) {
    return !messages.isEmpty() && !messages.first().visibleAt().isAfter(now);
  }

  private boolean isExpired(QueuedMessage message, Instant now) {
    return !message.sentAt().plus(definition.retention()).isAfter(now);
  }
}

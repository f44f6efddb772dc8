package io.ergosync.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue that only keeps, for tests; it can be broken. */
public final class InMemoryDeliveryQueue implements DeliveryQueue {
  private final List<QueueMessage> messages = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private boolean broken;

  @Override
  public synchronized void send(List<? extends QueueMessage> sent, Duration delay) {
    if (broken) {
      throw new IllegalStateException("the queue is broken");
    }
    for (QueueMessage message : sent) {
      // Through its body, as in a real queue.
      messages.add(QueueMessageJson.read(QueueMessageJson.write(message)));
      delays.add(delay);
    }
  }

  /** Has it take nothing from now on. */
  public synchronized void breakIt() {
    broken = true;
  }

  /** What was sent, in order. */
  public synchronized List<QueueMessage> messages() {
    return List.copyOf(messages);
  }

  /** With what delays. */
  public synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }
}

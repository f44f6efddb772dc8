package io.ergosync.delivery;

import java.time.Duration;
import java.util.List;

/** The queue of what is done later. An implementation is safe for use by many threads. */
public interface DeliveryQueue {
  /** The longest delay that a message can have. */
  Duration DELAY_MAX = Duration.ofMinutes(15);

  /**
   * Puts messages in, to be received after a delay of whole seconds, from zero to {@link
   * #DELAY_MAX}.
   *
   * @throws RuntimeException if the queue did not take all of them; then it may have taken some
   */
  void send(List<? extends QueueMessage> messages, Duration delay);
}

package io.ergosync.delivery;

import java.time.Duration;

/** Decides when a failed message is received again. Safe for use by many threads. */
@FunctionalInterface
public interface MessagePauses {
  /**
   * Hides a received message for whole seconds from now.
   *
   * @throws RuntimeException if the queue did not do so; then it comes back when the queue wants
   */
  void hide(ReceivedMessage message, Duration time);
}

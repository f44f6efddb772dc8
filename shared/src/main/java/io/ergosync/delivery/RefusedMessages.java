package io.ergosync.delivery;

/**
 * Where messages go that the delivery queue never takes, and chores that can never be done, so that
 * what follows them can go on. An implementation is safe for use by many threads.
 */
@FunctionalInterface
public interface RefusedMessages {
  /**
   * Keeps what a message says, but for record values, for whoever finds out what is wrong.
   *
   * @param reason what is wrong, without record values
   * @throws RuntimeException if it could not be kept
   */
  void keep(QueueMessage message, String reason);
}

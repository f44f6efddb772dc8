package io.ergosync.local.queue;

import java.time.Instant;
import java.util.List;

/**
 * How many messages a queue holds.
 *
 * @param visible that may be received
 * @param inFlight that were received and are hidden
 * @param delayed that were never received and are hidden
 */
record QueueCounts(int visible, int inFlight, int delayed) {
  static QueueCounts of(List<QueuedMessage> messages, Instant now) {
    int visible = 0;
    int inFlight = 0;
    int delayed = 0;
    for (QueuedMessage message : messages) {
      if (!message.visibleAt().isAfter(now)) {
        visible++;
      } else if (message.receiveCount() > 0) {
        inFlight++;
      } else {
        delayed++;
      }
    }
    return new QueueCounts(visible, inFlight, delayed);
  }
}

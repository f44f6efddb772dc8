package io.ergosync.delivery;

import io.ergosync.domain.IdentityPoolId;
import java.time.Duration;

/** The queue of bulk publishes to go on with. An implementation is safe for use by many threads. */
@FunctionalInterface
public interface BulkPublishQueue {
  /**
   * Has a worker go on with a run, from where it stands, after a delay of whole seconds of at most
   * 15 minutes. Sent twice, it publishes some datasets twice.
   *
   * @throws RuntimeException if the queue did not take it
   */
  void send(IdentityPoolId identityPoolId, String runId, Duration delay);

  /** Has a worker go on with a run at once. */
  default void send(IdentityPoolId identityPoolId, String runId) {
    send(identityPoolId, runId, Duration.ZERO);
  }
}

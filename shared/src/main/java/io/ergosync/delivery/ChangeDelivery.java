package io.ergosync.delivery;

import io.ergosync.domain.IdentityPoolId;
import java.util.List;

/** One way out for changes. An implementation is safe for use by many threads. */
public interface ChangeDelivery {
  /**
   * Forgets what is remembered of pools, so that changes which happened before this call find them
   * as they were set before it.
   */
  void refresh();

  /** Whether a pool has anyone there who wants to learn of its changes, as of a moment ago. */
  boolean wanted(IdentityPoolId identityPoolId);

  /**
   * Delivers changes in their order, those that nobody wants left out. One that cannot be delivered
   * now is put into the queue; it holds up neither the others nor the caller for more than some
   * seconds.
   *
   * @throws RuntimeException if not even the queue takes them; then some may have been delivered
   */
  void deliver(List<OutwardChange> changes);
}

package io.ergosync.delivery;

import io.ergosync.domain.IdentityPoolId;
import java.util.List;

/**
 * One way out for changes, one identity pool at a time and without a queue behind it. An
 * implementation is safe for use by many threads.
 */
public interface PoolDelivery {
  /** As {@link ChangeDelivery#refresh}; nothing where nothing is remembered. */
  default void refresh() {}

  /** Whether a pool has anyone there who wants to learn of its changes, as of a moment ago. */
  boolean wanted(IdentityPoolId identityPoolId);

  /**
   * Delivers changes of a pool in their order, with a few attempts within some seconds.
   *
   * @throws RuntimeException if it is unknown which of them were delivered
   */
  DeliveryResult deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes);
}

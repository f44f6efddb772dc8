package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What became of changes that were to be delivered. */
public sealed interface DeliveryResult {
  /** All of them were delivered. */
  enum Delivered implements DeliveryResult {
    DELIVERED
  }

  /**
   * Some could not be delivered now, but may be later.
   *
   * @param left those, in their order
   * @param reason what failed, for the log; without record values
   */
  record Failed(List<OutwardChange> left, String reason) implements DeliveryResult {
    public Failed {
      left = List.copyOf(left);
      requireNonNull(reason);
    }
  }

  /**
   * Some are too large for those who are in a hurry, and are left to the queue's reader; the way is
   * open to all others.
   */
  record Deferred(List<OutwardChange> left, String reason) implements DeliveryResult {
    public Deferred {
      left = List.copyOf(left);
      requireNonNull(reason);
    }
  }

  /**
   * Nobody wants them, or they can never be delivered: they are dropped.
   *
   * @param reason why, as a sentence for the developer
   */
  record Dropped(String reason) implements DeliveryResult {
    public Dropped {
      requireNonNull(reason);
    }
  }
}

package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import java.util.List;

/**
 * What follows from the changes of a batch: first those outside are told, while all that a
 * redelivered batch would need is still there, then the table is kept in order.
 */
final class ChangeFeed {
  private final Outlet outlet;
  private final Housekeeping housekeeping;

  ChangeFeed(Outlet outlet, Housekeeping housekeeping) {
    this.outlet = requireNonNull(outlet);
    this.housekeeping = requireNonNull(housekeeping);
  }

  /**
   * Deals with the changes of a batch, in the order of the writes.
   *
   * @throws RuntimeException if some could neither be told outside nor queued; then all have to
   *     come again
   */
  Progress after(List<TableChange> changes) {
    outlet.tell(changes);
    return housekeeping.after(changes);
  }
}

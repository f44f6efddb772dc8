package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import java.util.List;

/**
 * What follows from the changes of a batch: first those outside are notified, while all that a
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
   * Deals with the changes of a batch, in the order of the writes. From the first on of which those
   * outside could neither be notified nor the queue take it, nothing is done: those come again.
   */
  Progress after(List<TableChange> changes) {
    Progress notified = outlet.publish(changes);
    return switch (notified) {
      case Progress.Complete _ -> housekeeping.after(changes);
      case Progress.Stopped(int index, RuntimeException _) ->
          switch (housekeeping.after(changes.subList(0, index))) {
            case Progress.Complete _ -> notified;
            case Progress.Stopped earlier -> earlier;
          };
    };
  }
}

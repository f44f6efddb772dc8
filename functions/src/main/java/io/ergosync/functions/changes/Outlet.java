package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.change.TableChange.DatasetDeleted;
import io.ergosync.delivery.ChangeDelivery;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.CommittedPatches;
import java.util.ArrayList;
import java.util.List;

/** Notifies those outside of changes, each of them in the order of the changes. */
final class Outlet {
  private final List<ChangeDelivery> deliveries;
  private final CommittedPatches patches;

  Outlet(List<ChangeDelivery> deliveries, CommittedPatches patches) {
    this.deliveries = List.copyOf(deliveries);
    this.patches = requireNonNull(patches);
  }

  /**
   * Publishes the commits and deletions among the changes, up to the first whose records or
   * receivers cannot be had; none if some could neither be delivered nor queued.
   */
  Progress publish(List<TableChange> changes) {
    // Whoever was registered before a change happened is notified of it.
    deliveries.forEach(ChangeDelivery::refresh);
    List<OutwardChange> outward = new ArrayList<>();
    Progress progress = Progress.Complete.COMPLETE;
    for (int index = 0;
        index < changes.size() && !(progress instanceof Progress.Stopped);
        index++) {
      try {
        add(changes.get(index), outward);
      } catch (RuntimeException e) {
        progress = new Progress.Stopped(index, e);
      }
    }
    if (!outward.isEmpty()) {
      try {
        deliveries.forEach(delivery -> delivery.deliver(outward));
      } catch (RuntimeException e) {
        return new Progress.Stopped(0, e);
      }
    }
    return progress;
  }

  private void add(TableChange change, List<OutwardChange> outward) {
    switch (change) {
      case DatasetCommitted commit when anyoneWants(commit.dataset().identity().identityPoolId()) ->
          outward.add(outward(commit));
      case DatasetDeleted deletion
          when anyoneWants(deletion.dataset().identity().identityPoolId()) ->
          outward.add(outward(deletion));
      case DatasetCommitted _,
          DatasetDeleted _,
          TableChange.ChunkWritten _,
          TableChange.LargeValueReplaced _,
          TableChange.BulkPublishStarted _,
          TableChange.NoConsequence _ -> {}
    }
  }

  /** Asked before the records are fetched, since most pools notify nobody. */
  private boolean anyoneWants(IdentityPoolId identityPoolId) {
    return deliveries.stream().anyMatch(delivery -> delivery.wanted(identityPoolId));
  }

  private OutwardChange outward(DatasetCommitted commit) {
    List<DatasetRecord> records = patches.records(commit);
    return new OutwardChange(
        commit.dataset(),
        OutwardChange.Kind.REPLACE,
        commit.syncCount(),
        commit.deletedSyncCount(),
        commit.date(),
        new ChangedRecords.Here(records.stream().map(ChangedRecord::of).toList()));
  }

  private static OutwardChange outward(DatasetDeleted deletion) {
    return new OutwardChange(
        deletion.dataset(),
        OutwardChange.Kind.REMOVE,
        deletion.syncCount(),
        deletion.syncCount(),
        deletion.date(),
        new ChangedRecords.Here(List.of()));
  }
}

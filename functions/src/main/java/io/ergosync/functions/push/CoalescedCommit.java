package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commits of one dataset that are told together. A device has to know the newest sync count
 * only: it fetches everything since the one that it has.
 *
 * @param firstIndex where the first of the commits is among the changes
 * @param syncCount that of the newest
 * @param senders the devices that made them; the empty text stands for one that was not named
 */
record CoalescedCommit(DatasetId dataset, int firstIndex, long syncCount, Set<String> senders) {
  CoalescedCommit {
    requireNonNull(dataset);
    senders = Set.copyOf(senders);
  }

  /** The commits among changes, one for each dataset, in the order of the datasets' first ones. */
  static List<CoalescedCommit> of(List<TableChange> changes) {
    Map<DatasetId, CoalescedCommit> byDataset = new LinkedHashMap<>();
    for (int index = 0; index < changes.size(); index++) {
      if (changes.get(index) instanceof DatasetCommitted commit) {
        byDataset.merge(
            commit.dataset(),
            new CoalescedCommit(
                commit.dataset(), index, commit.syncCount(), Set.of(commit.deviceId())),
            CoalescedCommit::and);
      }
    }
    return new ArrayList<>(byDataset.values());
  }

  private CoalescedCommit and(CoalescedCommit later) {
    Set<String> all = new TreeSet<>(senders);
    all.addAll(later.senders());
    return new CoalescedCommit(dataset, firstIndex, later.syncCount(), all);
  }

  /** Whether a device does not know of all the commits, because it did not make them all. */
  boolean isNewsTo(DeviceId deviceId) {
    return !senders.equals(Set.of(deviceId.value()));
  }
}

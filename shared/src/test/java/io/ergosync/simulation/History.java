package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.UpdateResult;
import io.ergosync.simulation.stored.DatasetState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The true states of the datasets, one after the other, with the moments at which they began. A
 * moment is the number of steps before it, over all datasets; a step may change several at once.
 */
final class History {
  private final Map<DatasetId, NavigableMap<Integer, DatasetState>> states = new LinkedHashMap<>();
  private final Map<Identity, NavigableMap<Integer, Integer>> existing = new HashMap<>();
  private final Map<DatasetId, Map<Long, List<Taken>>> taken = new HashMap<>();
  private final List<Moved> moved = new ArrayList<>();
  private final Map<Operation, Integer> running = new HashMap<>();
  private final Set<Operation> refused = new HashSet<>();
  private int now;

  /** An operation: where it is in the history tells what it may have seen. */
  record Entry(String actor, Operation operation, int start, int end, Outcome outcome, Met met) {}

  /**
   * What an operation met on its way.
   *
   * @param writes how often items were written that it may have lost a race for
   * @param conflicts how often it was refused because of a transaction
   * @param throttlings how often it was throttled, which cancels a transaction as a race does, or a
   *     batch of it was left undone
   */
  record Met(int writes, int conflicts, int throttlings) {}

  /**
   * An update that was taken.
   *
   * @param answer what it must be answered with
   */
  record Taken(Operation.UpdateDataset operation, UpdateResult answer) {}

  /**
   * A dataset that was moved by a merge.
   *
   * @param names the datasets of the survivor that have its values
   */
  record Moved(Operation.Merge merge, int moment, Set<DatasetName> names) {}

  /** The moment now. */
  int now() {
    return now;
  }

  /** Every dataset that ever was. */
  List<DatasetId> ids() {
    return List.copyOf(states.keySet());
  }

  /** Every dataset that an identity ever had. */
  List<DatasetId> ids(Identity identity) {
    return states.keySet().stream().filter(id -> id.identity().equals(identity)).toList();
  }

  /** The newest state of a dataset. */
  DatasetState newest(DatasetId id) {
    return statesOf(id).lastEntry().getValue();
  }

  /** The newest state of a dataset that had begun at a moment. */
  DatasetState at(DatasetId id, int moment) {
    return statesOf(id).floorEntry(moment).getValue();
  }

  /** Every state that a dataset had from the first moment to the second. */
  List<DatasetState> between(DatasetId id, int start, int end) {
    NavigableMap<Integer, DatasetState> all = statesOf(id);
    return List.copyOf(all.subMap(all.floorKey(start), true, end, true).values());
  }

  /** Every state that a dataset ever had. */
  List<DatasetState> all(DatasetId id) {
    return List.copyOf(statesOf(id).values());
  }

  /** How many datasets an identity had at a moment. */
  int existingAt(Identity identity, int moment) {
    return existing(identity).floorEntry(moment).getValue();
  }

  /** Adds the states that one step brought. */
  void add(Map<DatasetId, DatasetState> changed) {
    now++;
    changed.forEach((id, state) -> {
      int change = (state.exists() ? 1 : 0) - (newest(id).exists() ? 1 : 0);
      NavigableMap<Integer, Integer> numbers = existing(id.identity());
      numbers.put(now, numbers.lastEntry().getValue() + change);
      states.computeIfAbsent(id, History::neverExisted).put(now, state);
    });
  }

  /** Notes that an actor sends an operation. */
  void sent(Operation operation) {
    running.merge(operation, 1, Integer::sum);
    refused.remove(operation);
  }

  /** Notes how an operation ended that was sent. */
  void ended(Operation operation, Outcome outcome) {
    int left = running.merge(operation, -1, Integer::sum);
    if (left == 0 && outcome.refusedForGood()) {
      refused.add(operation);
    }
  }

  /** Whether the last that was heard of an operation is that it was refused for good. */
  boolean refused(Operation operation) {
    return refused.contains(operation);
  }

  /** Notes that an update was taken. */
  void taken(Operation.UpdateDataset operation, UpdateResult answer) {
    taken
        .computeIfAbsent(operation.id(), _ -> new HashMap<>())
        .computeIfAbsent(operation.update().session().id(), _ -> new ArrayList<>())
        .add(new Taken(operation, answer));
  }

  /** The updates that used a session of a dataset up. */
  List<Taken> takenBy(DatasetId id, long sessionId) {
    return taken.getOrDefault(id, Map.of()).getOrDefault(sessionId, List.of());
  }

  /** What an update was first answered with, if it was taken. */
  Optional<Taken> taken(Operation.UpdateDataset operation) {
    return takenBy(operation.id(), operation.update().session().id()).stream()
        .filter(each -> each.operation().equals(operation))
        .findFirst();
  }

  /** Notes that a merge moved its dataset with the next step. */
  void moved(Operation.Merge merge, Set<DatasetName> names) {
    moved.add(new Moved(merge, now + 1, names));
  }

  /** The datasets that a merge moved between two moments. */
  List<Moved> moved(Operation.Merge merge, int start, int end) {
    return moved.stream()
        .filter(each -> each.merge().equals(merge))
        .filter(each -> start < each.moment() && each.moment() <= end)
        .toList();
  }

  private NavigableMap<Integer, Integer> existing(Identity identity) {
    return existing.computeIfAbsent(identity, _ -> new TreeMap<>(Map.of(0, 0)));
  }

  private NavigableMap<Integer, DatasetState> statesOf(DatasetId id) {
    NavigableMap<Integer, DatasetState> known = states.get(id);
    return known == null ? neverExisted(id) : known;
  }

  private static NavigableMap<Integer, DatasetState> neverExisted(DatasetId id) {
    return new TreeMap<>(Map.of(0, DatasetState.NEVER_EXISTED));
  }
}

package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.UpdateResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The true states of the datasets, one after the other, with the moments at which they began. A
 * moment is the number of states before it, over all datasets.
 */
final class History {
  private final Map<DatasetId, NavigableMap<Integer, DatasetState>> states = new HashMap<>();
  private final Map<DatasetSession, UpdateResult> firstAnswers = new HashMap<>();
  private final List<Integer> existing = new ArrayList<>(List.of(0));

  /** An operation: where it is in the history tells what it may have seen. */
  record Entry(String actor, Operation operation, int start, int end, Outcome outcome) {}

  /** A session, which is one dataset's. */
  private record DatasetSession(DatasetId id, SyncSession session) {}

  /** The moment now. */
  int now() {
    return existing.size() - 1;
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

  /** How many datasets existed at a moment. */
  int existingAt(int moment) {
    return existing.get(moment);
  }

  /** Adds a state. */
  void add(DatasetId id, DatasetState state) {
    int change = (state.exists() ? 1 : 0) - (newest(id).exists() ? 1 : 0);
    existing.add(existing.getLast() + change);
    statesOf(id).put(now(), state);
  }

  /** Notes what the commit of a session must be answered with. */
  void committed(DatasetId id, SyncSession session, UpdateResult answer) {
    firstAnswers.put(new DatasetSession(id, session), answer);
  }

  /** What the commit of a session must be answered with, if there was one. */
  Optional<UpdateResult> answerOf(DatasetId id, SyncSession session) {
    return Optional.ofNullable(firstAnswers.get(new DatasetSession(id, session)));
  }

  private NavigableMap<Integer, DatasetState> statesOf(DatasetId id) {
    return states.computeIfAbsent(id, any -> new TreeMap<>(Map.of(0, DatasetState.NEVER_EXISTED)));
  }
}

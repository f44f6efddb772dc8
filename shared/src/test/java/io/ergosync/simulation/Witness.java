package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.Limits;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.simulation.stored.DatasetState;
import io.ergosync.simulation.stored.StoredTable;
import io.ergosync.simulation.stored.StoredTable.UnreadableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees every write at the moment it happens, with everybody else standing still, and reads out of
 * the raw items what clients would see then: nothing else than before, or one whole step further.
 */
final class Witness {
  private final StoredTable stored;
  private final History history;
  private final Steps steps;
  private final Limits limits;
  private final Map<Identity, Integer> writes = new HashMap<>();
  private Optional<Operation> operation = Optional.empty();

  Witness(StoredTable stored, History history, Limits limits) {
    this.stored = stored;
    this.history = history;
    this.steps = new Steps(history, limits);
    this.limits = limits;
  }

  /** Says whose writes the next ones are. */
  void running(Operation newOperation) {
    operation = Optional.of(newOperation);
  }

  /** How often items were written over which requests of these identities may race. */
  int writes(Set<Identity> identities) {
    return writes.entrySet().stream()
        .filter(entry -> identities.isEmpty() || identities.contains(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Takes note of the changes that one call made at once. */
  void written(List<Change> changes) {
    Set<DatasetId> touched = new LinkedHashSet<>();
    Set<Identity> identities = new LinkedHashSet<>();
    for (Change change : changes) {
      String pk = change.key().pk();
      if (pk.startsWith("IDENTITY#")) {
        identities.add(stored.identity(pk));
        stored.dataset(change.key()).ifPresent(touched::add);
      } else {
        stored
            .life(pk)
            .filter(life -> life.generation() == stored.generation(life.dataset()))
            .ifPresent(life -> touched.add(life.dataset()));
      }
    }
    Map<DatasetId, DatasetState> changed = new LinkedHashMap<>();
    for (DatasetId id : touched) {
      DatasetState state = read(id, Invariant.NO_DATASET_IS_UNREADABLE);
      if (!state.equals(history.newest(id))) {
        changed.put(id, state);
      }
    }
    if (!changed.isEmpty()) {
      steps.check(operation.orElseThrow(), changed);
      history.add(changed);
    }
    for (Identity identity : identities) {
      writes.merge(identity, 1, Integer::sum);
      checkCount(identity);
      checkLinks(identity);
    }
  }

  private void checkCount(Identity identity) {
    int existing = history.existingAt(identity, history.now());
    if (stored.datasetCount(identity) != existing || existing > limits.datasetsPerIdentityMax()) {
      throw new Violation(
          Invariant.DATASETS_NEVER_EXCEED_THE_LIMIT,
          "%d datasets exist, the identity counts %d"
              .formatted(existing, stored.datasetCount(identity)));
    }
  }

  private void checkLinks(Identity identity) {
    Map<String, DatasetState> datasets = new HashMap<>();
    history.ids(identity).forEach(id -> datasets.put(id.datasetName().value(), history.newest(id)));
    datasets.forEach((name, state) -> {
      boolean reported =
          state.mergedInto().isEmpty()
              || state(datasets, state.mergedInto()).mergedDatasets().contains(name);
      boolean waiting =
          state.mergedDatasets().stream()
              .allMatch(merged -> state(datasets, merged).mergedInto().equals(name));
      if (!reported || !waiting) {
        throw new Violation(
            Invariant.MERGED_DATASETS_ARE_REPORTED,
            "%s is %s, of %s".formatted(name, state, datasets));
      }
    });
  }

  private static DatasetState state(Map<String, DatasetState> datasets, String name) {
    return datasets.getOrDefault(name, DatasetState.NEVER_EXISTED);
  }

  /** Checks that every dataset still is what its last step made of it. */
  void checkUnchanged(String invariant) {
    for (DatasetId id : history.ids()) {
      DatasetState state = read(id, invariant);
      if (!state.equals(history.newest(id))) {
        throw new Violation(
            invariant,
            "%s was %s and is %s".formatted(id.datasetName(), history.newest(id), state));
      }
    }
  }

  private DatasetState read(DatasetId id, String invariant) {
    try {
      return stored.state(id);
    } catch (UnreadableException e) {
      throw new Violation(
          invariant, e.getMessage() + " after a write by " + Texts.brief(operation.orElseThrow()));
    }
  }
}

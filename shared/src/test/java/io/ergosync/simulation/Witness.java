package io.ergosync.simulation;

import io.ergosync.domain.Commit;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Limits;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.SyncSession;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.storage.DatasetStorage;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sees every write at the moment it happens, and reads by the storage's own means, with everybody
 * else standing still, what clients would see then.
 */
final class Witness {
  private static final String HEADS = "DATASET#";
  private static final String IDENTITY = "IDENTITY";

  private final DatasetStorage reader;
  private final List<DatasetId> ids;
  private final History history;
  private final CommitChecks checks;
  private final Limits limits;
  private final String datasetCountAttribute;
  private Optional<Operation> operation = Optional.empty();
  private long datasetCount;

  Witness(
      DatasetStorage reader,
      List<DatasetId> ids,
      History history,
      Limits limits,
      String datasetCountAttribute) {
    this.reader = reader;
    this.ids = ids;
    this.history = history;
    this.checks = new CommitChecks(limits);
    this.limits = limits;
    this.datasetCountAttribute = datasetCountAttribute;
  }

  /** Says whose writes the next ones are. */
  void running(Operation newOperation) {
    operation = Optional.of(newOperation);
  }

  /** Takes note of the changes that one call made at once. */
  void written(List<Change> changes) {
    for (Change change : changes) {
      String sortKey = change.key().sk();
      if (sortKey.startsWith(HEADS)) {
        ids.stream()
            .filter(id -> sortKey.equals(HEADS + id.datasetName()))
            .forEach(this::headWritten);
      } else if (sortKey.equals(IDENTITY)) {
        AttributeValue count = change.after().get(datasetCountAttribute);
        datasetCount = count == null ? 0 : Long.parseLong(count.n());
      }
    }
    int existing = history.existingAt(history.now());
    if (datasetCount != existing || existing > limits.datasetsPerIdentityMax()) {
      throw new Violation(
          Invariant.DATASETS_NEVER_EXCEED_THE_LIMIT,
          "%d datasets exist, the identity counts %d".formatted(existing, datasetCount));
    }
  }

  private void headWritten(DatasetId id) {
    DatasetState before = history.newest(id);
    DatasetState after = read(id, Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST);
    if (!after.equals(before)) {
      Operation by = operation.orElseThrow();
      Optional<Commit> commit = checks.check(before, after, by);
      history.add(id, after);
      commit.ifPresent(made ->
          history.committed(
              id, new SyncSession(made.usedSession().sessionId(), 0, 0), made.result()));
    }
  }

  /** Checks that every dataset still is what its last commit made of it. */
  void checkUnchanged(String invariant) {
    for (DatasetId id : ids) {
      DatasetState state = read(id, invariant);
      if (!state.equals(history.newest(id))) {
        throw new Violation(
            invariant,
            "%s was %s and is %s".formatted(id.datasetName(), history.newest(id), state));
      }
    }
  }

  /** Checks lists from some of the counts that a client may know. */
  void checkLists(RandomGenerator random) {
    for (DatasetId id : ids) {
      DatasetState state = history.newest(id);
      for (long after = 0; after <= state.syncCount(); after += random.nextInt(1, 5)) {
        if (!OutcomeChecks.matches(state, reader.listChanges(id, after), after)) {
          throw new Violation(
              Invariant.A_LIST_IS_EXACT_AT_ONE_MOMENT,
              "a list after %d of %s is %s".formatted(after, state, reader.listChanges(id, after)));
        }
      }
    }
  }

  private DatasetState read(DatasetId id, String invariant) {
    try {
      return DatasetState.of(reader.listChanges(id, 0), reader.describe(id));
    } catch (StorageException e) {
      throw new Violation(
          invariant, "%s can not be read: %s".formatted(id.datasetName(), e.getMessage()));
    }
  }
}

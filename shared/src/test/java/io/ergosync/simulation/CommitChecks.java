package io.ergosync.simulation;

import io.ergosync.domain.Commit;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.Update;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a write may make of the state that clients see: nothing, one whole update or a deletion. */
final class CommitChecks {
  private final Limits limits;

  CommitChecks(Limits limits) {
    this.limits = limits;
  }

  /**
   * Checks the step from one state to another one.
   *
   * @return the commit, if the step is one
   */
  Optional<Commit> check(DatasetState before, DatasetState after, Operation operation) {
    if (after.exists() && !after.counted().equals(countersOf(after))) {
      throw new Violation(
          Invariant.COUNTERS_EQUAL_A_FULL_READ,
          "described as %s, read as %s".formatted(after.description(), after.counted()));
    }
    return switch (operation) {
      case Operation.UpdateDataset(var _, Update update) ->
          Optional.of(update(before, after, update));
      case Operation.Delete _ -> {
        deletion(before, after);
        yield Optional.empty();
      }
      case Operation.ListChanges _,
          Operation.Describe _,
          Operation.ListDatasets _,
          Operation.Settle _,
          Operation.Housekeep _ ->
          throw new Violation(
              Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST,
              "%s changed what clients see, from %s to %s".formatted(operation, before, after));
    };
  }

  private Commit update(DatasetState before, DatasetState after, Update update) {
    if (before.usedSessions().find(update.session()).isPresent()) {
      throw new Violation(Invariant.RETRIES_GET_THE_FIRST_ANSWER, "taken a second time: " + update);
    }
    if (!after.exists() || after.syncCount() != before.syncCount() + 1) {
      throw new Violation(
          Invariant.SYNC_COUNTS_HAVE_NO_GAPS,
          "from %d to %d".formatted(before.syncCount(), after.syncCount()));
    }
    Commit commit = reference(before, after, update);
    Map<String, DatasetRecord> expected = new HashMap<>(before.records());
    commit.result().records().forEach(record -> expected.put(record.key(), record));
    for (RecordPatch patch : update.patches()) {
      if (!expected.get(patch.key()).equals(after.records().get(patch.key()))) {
        throw new Violation(
            Invariant.UPDATES_ARE_NEVER_HALF_VISIBLE,
            "%s is %s after %s".formatted(patch.key(), after.records().get(patch.key()), update));
      }
    }
    if (!expected.equals(after.records())) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST,
          "%s made %s of %s".formatted(update, after.records(), before.records()));
    }
    if (!after.usedSessions().equals(before.usedSessions().plus(commit.usedSession()))
        || after.deletedSyncCount() != before.deletedSyncCount()) {
      throw new Violation(
          Invariant.RETRIES_GET_THE_FIRST_ANSWER,
          "sessions or deletion are not remembered: from %s to %s".formatted(before, after));
    }
    return commit;
  }

  private Commit reference(DatasetState before, DatasetState after, Update update) {
    try {
      return Commit.of(
          update,
          before.syncCount(),
          before.counted(),
          before::version,
          limits,
          after.description().orElseThrow().lastModifiedDate());
    } catch (StaleSyncCountException e) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST,
          "taken although it conflicts (%s): %s".formatted(e.getMessage(), update));
    } catch (LimitExceededException e) {
      throw new Violation(Invariant.LIMITS_ARE_KEPT, e.getMessage());
    }
  }

  private static void deletion(DatasetState before, DatasetState after) {
    DatasetState expected =
        new DatasetState(
            false,
            before.syncCount(),
            before.syncCount(),
            Map.of(),
            before.usedSessions(),
            Optional.empty());
    if (!after.equals(expected)) {
      throw new Violation(
          Invariant.SYNC_COUNTS_HAVE_NO_GAPS, "deletion of %s left %s".formatted(before, after));
    }
  }

  private static io.ergosync.domain.Counters countersOf(DatasetState state) {
    // How many items there are is not described: a list fails if the head counts otherwise.
    return new io.ergosync.domain.Counters(
        state.description().map(dataset -> Math.toIntExact(dataset.numRecords())).orElse(-1),
        state.counted().itemCount(),
        state.description().map(dataset -> dataset.dataStorage()).orElse(-1L));
  }
}

package io.ergosync.simulation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.ergosync.domain.AnswerDigest;
import io.ergosync.domain.Commit;
import io.ergosync.domain.Counters;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.simulation.Trigger.BrokenException;
import io.ergosync.simulation.Trigger.VetoException;
import io.ergosync.simulation.stored.DatasetState;
import io.ergosync.simulation.stored.UsedUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one write may make of the states that clients see: one whole update, a deletion, or a move
 * of one dataset's values under another identity.
 */
final class Steps {
  private final History history;
  private final Limits limits;

  Steps(History history, Limits limits) {
    this.history = history;
    this.limits = limits;
  }

  /** Checks the step from the newest states to others. */
  void check(Operation operation, Map<DatasetId, DatasetState> changed) {
    if (history.refused(operation)) {
      throw new Violation(Invariant.REFUSALS_ARE_FINAL, "refused and done: " + operation);
    }
    changed.values().stream().filter(DatasetState::exists).forEach(Steps::checkCounters);
    switch (operation) {
      case Operation.UpdateDataset update -> {
        requireOnly(Set.of(update.id()), changed, operation);
        update(update, changed.get(update.id()));
      }
      case Operation.Delete(DatasetId id) -> {
        requireOnly(Set.of(id), changed, operation);
        deletion(id, changed.get(id));
      }
      case Operation.Merge merge -> merge(merge, changed);
      case Operation.ListChanges _,
          Operation.Describe _,
          Operation.ListDatasets _,
          Operation.Settle _,
          Operation.ReadCommit _,
          Operation.Housekeep _ ->
          requireOnly(Set.of(), changed, operation);
    }
  }

  /**
   * Requires that these datasets change and others at most in what they report: deleting one that
   * waits to be folded into another changes what that one reports.
   */
  private void requireOnly(
      Set<DatasetId> expected, Map<DatasetId, DatasetState> changed, Operation operation) {
    Set<DatasetId> really =
        changed.entrySet().stream()
            .filter(entry -> expected.isEmpty() || !onlyReports(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .collect(toSet());
    if (!really.equals(expected)) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST,
          "%s changed %s to %s"
              .formatted(
                  Texts.brief(operation),
                  really.stream().map(history::newest).toList(),
                  really.stream().map(changed::get).toList()));
    }
  }

  private boolean onlyReports(DatasetId id, DatasetState after) {
    return history.newest(id).reporting(after.mergedDatasets()).equals(after);
  }

  private static void checkCounters(DatasetState state) {
    Counters counted = state.counted();
    boolean right =
        state
            .description()
            .filter(described -> described.numRecords() == counted.numRecords())
            .filter(described -> described.dataStorage() == counted.dataBytes())
            .isPresent();
    if (!right) {
      throw new Violation(
          Invariant.COUNTERS_EQUAL_A_FULL_READ,
          "described as %s, read as %s".formatted(state.description(), counted));
    }
  }

  private void update(Operation.UpdateDataset operation, DatasetState after) {
    DatasetState before = history.newest(operation.id());
    Update update = operation.update();
    long sessionId = update.session().id();
    if (history.taken(operation).isPresent() || before.session(sessionId).isPresent()) {
      throw new Violation(
          Invariant.UPDATES_ARE_TAKEN_ONCE,
          "taken a second time: %s over %s, first as %s"
              .formatted(operation, before, history.takenBy(operation.id(), sessionId)));
    }
    if (!after.exists() || after.syncCount() != before.syncCount() + 1) {
      throw new Violation(
          Invariant.SYNC_COUNTS_HAVE_NO_GAPS,
          "from %d to %d".formatted(before.syncCount(), after.syncCount()));
    }
    Update stored = stored(operation, before);
    UpdateResult answer = reference(stored, before, after);
    Map<String, DatasetRecord> expected = new HashMap<>(before.records());
    answer.records().forEach(record -> expected.put(record.key(), record));
    for (RecordPatch patch : stored.patches()) {
      if (!expected.get(patch.key()).equals(after.records().get(patch.key()))) {
        throw new Violation(
            operation.trigger() == Trigger.NONE
                ? Invariant.UPDATES_ARE_NEVER_HALF_VISIBLE
                : Invariant.TRIGGERS_SEE_WHAT_THEY_CHANGE,
            "%s is %s after %s".formatted(patch.key(), after.records().get(patch.key()), stored));
      }
    }
    if (!expected.equals(after.records())) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST,
          "%s made %s of %s".formatted(stored, after.records(), before.records()));
    }
    List<UsedUp> sessions = new ArrayList<>();
    sessions.add(
        new UsedUp(
            sessionId,
            AnswerDigest.of(answer.records()),
            answer.syncCount(),
            after.description().orElseThrow().lastModifiedDate()));
    sessions.addAll(before.sessions());
    if (!after.sessions().equals(sessions.stream().limit(UsedUp.REMEMBERED_MAX).toList())
        || after.generation() != before.generation()
        || after.deletedSyncCount() != before.deletedSyncCount()
        || !after.mergedInto().equals(before.mergedInto())) {
      throw new Violation(
          Invariant.RETRIES_GET_THE_FIRST_ANSWER,
          "sessions or deletion are not remembered: from %s to %s".formatted(before, after));
    }
    history.taken(operation, answer);
  }

  private static Update stored(Operation.UpdateDataset operation, DatasetState before) {
    try {
      return operation.trigger().over(before, operation.update());
    } catch (VetoException | BrokenException e) {
      throw new Violation(
          Invariant.TRIGGERS_SEE_WHAT_THEY_CHANGE, "taken against its trigger: " + operation);
    }
  }

  private UpdateResult reference(Update update, DatasetState before, DatasetState after) {
    try {
      return Commit.of(
              update,
              before.syncCount(),
              before.counted(),
              before::version,
              limits,
              after.description().orElseThrow().lastModifiedDate())
          .result();
    } catch (StaleSyncCountException e) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST,
          "taken although it conflicts (%s): %s".formatted(e.getMessage(), update));
    } catch (LimitExceededException e) {
      throw new Violation(Invariant.LIMITS_ARE_KEPT, e.getMessage());
    }
  }

  private void deletion(DatasetId id, DatasetState after) {
    DatasetState before = history.newest(id);
    DatasetState expected =
        new DatasetState(
            false,
            before.generation() + 1,
            before.syncCount(),
            before.syncCount(),
            Map.of(),
            before.sessions(),
            Optional.empty(),
            after.mergedDatasets(),
            "");
    if (!before.exists() || !after.equals(expected)) {
      throw new Violation(
          Invariant.SYNC_COUNTS_HAVE_NO_GAPS, "deletion of %s left %s".formatted(before, after));
    }
  }

  private void merge(Operation.Merge merge, Map<DatasetId, DatasetState> changed) {
    DatasetState source = history.newest(merge.source());
    changed.forEach((id, after) -> {
      if (id.equals(merge.source())) {
        deletion(id, after);
        movedTo(merge, source, changed);
      } else if (!onlyReports(id, after)) {
        if (!id.identity().equals(merge.survivor())) {
          throw new Violation(
              Invariant.VALUES_LIVE_ON_OVER_MERGES, "%s changed %s".formatted(merge, id));
        }
        copied(merge, source, history.newest(id), after);
      }
    });
  }

  /** Requires that each value of the source is in a dataset that clients fold into the same one. */
  private void movedTo(
      Operation.Merge merge, DatasetState source, Map<DatasetId, DatasetState> changed) {
    Map<DatasetName, DatasetState> copies = new HashMap<>();
    Stream.concat(changed.keySet().stream(), history.ids().stream())
        .distinct()
        .filter(id -> id.identity().equals(merge.survivor()))
        .forEach(id -> {
          DatasetState state = changed.getOrDefault(id, history.newest(id));
          if (state.exists() && state.mergedInto().equals(root(merge, source))) {
            copies.put(id.datasetName(), state);
          }
        });
    for (DatasetRecord record : source.live()) {
      if (copies.values().stream().noneMatch(copy -> has(copy, record))) {
        throw new Violation(
            Invariant.VALUES_LIVE_ON_OVER_MERGES,
            "%s lost %s, its copies are %s".formatted(merge, record, copies));
      }
    }
    copies.values().removeIf(copy -> source.live().stream().noneMatch(r -> has(copy, r)));
    history.moved(merge, Set.copyOf(copies.keySet()));
  }

  private static String root(Operation.Merge merge, DatasetState source) {
    return source.mergedInto().isEmpty()
        ? merge.source().datasetName().value()
        : source.mergedInto();
  }

  private static boolean has(DatasetState copy, DatasetRecord record) {
    return Optional.ofNullable(copy.records().get(record.key()))
        .map(DatasetRecord::value)
        .equals(Optional.of(record.value()));
  }

  /** A record without its sync count, which is another in every dataset. */
  private static DatasetRecord content(DatasetRecord record) {
    return new DatasetRecord(
        record.key(),
        record.value(),
        0,
        record.lastModifiedDate(),
        record.lastModifiedBy(),
        record.deviceLastModifiedDate());
  }

  private void copied(
      Operation.Merge merge, DatasetState source, DatasetState before, DatasetState after) {
    String what = "%s made %s of %s".formatted(Texts.brief(merge), after, before);
    if (!after.exists() || after.syncCount() != before.syncCount() + 1) {
      throw new Violation(Invariant.SYNC_COUNTS_HAVE_NO_GAPS, what);
    }
    Map<String, DatasetRecord> brought =
        source.live().stream().collect(toMap(DatasetRecord::key, Function.identity()));
    for (DatasetRecord record : before.live()) {
      if (!has(after, record)) {
        throw new Violation(Invariant.VALUES_LIVE_ON_OVER_MERGES, what);
      }
    }
    after
        .records()
        .forEach((key, record) -> {
          boolean unchanged = record.equals(before.records().get(key));
          boolean isBrought =
              record.syncCount() == after.syncCount()
                  && brought.containsKey(key)
                  && content(brought.get(key)).equals(content(record));
          if (!unchanged && !isBrought) {
            throw new Violation(Invariant.VALUES_LIVE_ON_OVER_MERGES, key + ": " + what);
          }
        });
    if (!after.records().keySet().containsAll(before.records().keySet())
        || !after.mergedInto().equals(root(merge, source))
        || !after.sessions().containsAll(before.sessions().stream().limit(15).toList())) {
      throw new Violation(Invariant.VALUES_LIVE_ON_OVER_MERGES, what);
    }
    try {
      after.counted().checkAgainst(limits, before.counted());
    } catch (LimitExceededException e) {
      throw new Violation(Invariant.LIMITS_ARE_KEPT, what);
    }
  }
}

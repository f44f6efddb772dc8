package io.ergosync.simulation;

import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.domain.AlreadyStreamedException;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.Changes;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.OutdatedSessionException;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.ThrottledException;
import io.ergosync.domain.UpdateResult;
import io.ergosync.simulation.History.Entry;
import io.ergosync.simulation.History.Moved;
import io.ergosync.simulation.History.Taken;
import io.ergosync.simulation.stored.DatasetState;
import io.ergosync.simulation.stored.UsedUp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What an operation may be answered with, given the true states while it ran. */
final class OutcomeChecks {
  private final History history;
  private final Limits limits;
  private final int attemptsMax;
  private final UpdateRefusals refusals;
  private final ListDatasetsCheck listDatasets;

  OutcomeChecks(History history, Limits limits, int attemptsMax) {
    this.history = history;
    this.limits = limits;
    this.attemptsMax = attemptsMax;
    this.refusals = new UpdateRefusals(history, limits);
    this.listDatasets = new ListDatasetsCheck(history);
  }

  /** Checks an operation that has just ended. */
  void check(Entry entry) {
    switch (entry.outcome()) {
      case Outcome.Answered(Object result) -> answered(entry, result);
      case Outcome.Refused(StorageException failure) -> refused(entry, failure);
      case Outcome.Vetoed _ -> refusals.checkVeto(entry);
      case Outcome.Unknown _, Outcome.Crashed _ -> {}
    }
  }

  private void answered(Entry entry, Object result) {
    switch (entry.operation()) {
      case Operation.ListChanges(DatasetId id, long after) ->
          require(
              Invariant.A_LIST_IS_EXACT_AT_ONE_MOMENT,
              entry,
              id,
              state -> matches(state, (Changes) result, after));
      case Operation.UpdateDataset update -> updated(entry, update, (UpdateResult) result);
      case Operation.Describe(DatasetId id) ->
          require(
              Invariant.DESCRIPTIONS_ARE_TRUE,
              entry,
              id,
              state -> state.description().equals(result));
      case Operation.Delete(DatasetId id) -> deleted(entry, id, (Dataset) result);
      case Operation.ListDatasets list -> listDatasets.check(entry, list, (List<?>) result);
      case Operation.Merge merge -> merged(entry, merge, (DatasetName) result);
      case Operation.ReadCommit(var commit) -> readBack(entry, commit, (List<?>) result);
      case Operation.Settle _, Operation.Housekeep _ -> {}
    }
  }

  private void updated(Entry entry, Operation.UpdateDataset operation, UpdateResult result) {
    List<Taken> taken = history.takenBy(operation.id(), operation.update().session().id());
    if (taken.isEmpty()) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST, "answered but never taken: " + entry);
    }
    if (taken.stream().noneMatch(first -> first.answer().equals(result))) {
      throw new Violation(
          Invariant.RETRIES_GET_THE_FIRST_ANSWER,
          "%s, but the first answer was %s".formatted(entry, taken));
    }
  }

  private void deleted(Entry entry, DatasetId id, Dataset answer) {
    List<DatasetState> states = history.between(id, entry.start(), entry.end());
    for (int i = 1; i < states.size(); i++) {
      if (states.get(i - 1).description().equals(Optional.of(answer)) && !states.get(i).exists()) {
        return;
      }
    }
    throw new Violation(
        Invariant.DESCRIPTIONS_ARE_TRUE, "no such deletion: %s of %s".formatted(entry, states));
  }

  private void merged(Entry entry, Operation.Merge merge, DatasetName name) {
    List<Moved> moved = history.moved(merge, entry.start(), entry.end());
    if (moved.stream().noneMatch(each -> each.names().isEmpty() || each.names().contains(name))) {
      throw new Violation(
          Invariant.VALUES_LIVE_ON_OVER_MERGES, "%s, but moved %s".formatted(entry, moved));
    }
  }

  private void readBack(Entry entry, DatasetCommitted commit, List<?> result) {
    List<DatasetRecord> written =
        history.all(commit.dataset()).stream()
            .filter(state -> state.syncCount() == commit.syncCount() && state.exists())
            .limit(1)
            .flatMap(state -> state.after(commit.syncCount() - 1).stream())
            .toList();
    if (byKey(result).equals(byKey(written))) {
      return;
    }
    require(
        Invariant.COMMITS_ARE_READ_BACK,
        entry,
        commit.dataset(),
        state ->
            byKey(
                    state.after(commit.syncCount() - 1).stream()
                        .filter(record -> record.syncCount() == commit.syncCount())
                        .toList())
                .equals(byKey(result)));
  }

  private static List<DatasetRecord> byKey(List<?> records) {
    return records.stream()
        .map(DatasetRecord.class::cast)
        .sorted(Comparator.comparing(DatasetRecord::key))
        .toList();
  }

  private void refused(Entry entry, StorageException failure) {
    switch (failure) {
      case ContendedException _ -> {
        int met = entry.met().writes() + entry.met().conflicts() + entry.met().throttlings();
        if (met < attemptsMax) {
          throw new Violation(
              Invariant.CONTENTION_IS_REAL,
              "met %d others in %d attempts: %s".formatted(met, attemptsMax, entry));
        }
      }
      case ThrottledException e -> {
        if (entry.met().throttlings() == 0) {
          throw unnamed(entry, e);
        }
      }
      case CorruptDatasetException e ->
          throw new Violation(
              Invariant.CORRUPTION_IS_DAMAGE, "%s: %s".formatted(e.getMessage(), entry));
      case DatasetNotFoundException e -> {
        DatasetId id =
            switch (entry.operation()) {
              case Operation.Delete(DatasetId deleted) -> deleted;
              case Operation.Merge(DatasetId source, var _) -> source;
              case Operation _ -> throw unnamed(entry, e);
            };
        require(Invariant.DESCRIPTIONS_ARE_TRUE, entry, id, state -> !state.exists());
      }
      case LimitExceededException _ when entry.operation() instanceof Operation.Merge merge ->
          mergeRefused(entry, merge);
      case StaleSyncCountException _,
          LimitExceededException _,
          SessionUsedException _,
          OutdatedSessionException _ -> {
        switch (entry.operation()) {
          case Operation.UpdateDataset update -> refusals.check(entry, update, failure);
          case Operation _ -> throw unnamed(entry, failure);
        }
      }
      case AlreadyStreamedException _,
          BulkPublishInProgressException _,
          ConfigurationChangedException _,
          DeviceNotFoundException _ ->
          throw unnamed(entry, failure);
    }
  }

  private static Violation unnamed(Entry entry, StorageException failure) {
    Violation violation = new Violation(Invariant.FAILURES_ARE_NAMED, entry.toString());
    violation.initCause(failure);
    return violation;
  }

  private void mergeRefused(Entry entry, Operation.Merge merge) {
    String nameOfCopy = merge.source().datasetName() + "." + merge.source().identity().identityId();
    if (nameOfCopy.length() > DatasetName.LENGTH_MAX) {
      return;
    }
    for (int moment = entry.start(); moment <= entry.end(); moment++) {
      if (history.existingAt(merge.survivor(), moment) >= limits.datasetsPerIdentityMax()) {
        return;
      }
    }
    throw new Violation(Invariant.LIMITS_ARE_KEPT, "there was room: " + entry);
  }

  private void require(String invariant, Entry entry, DatasetId id, Predicate<DatasetState> truth) {
    List<DatasetState> states = history.between(id, entry.start(), entry.end());
    if (states.stream().noneMatch(truth)) {
      throw new Violation(invariant, "%s, while the states were %s".formatted(entry, states));
    }
  }

  /** Whether a list shows a state. */
  static boolean matches(DatasetState state, Changes changes, long after) {
    boolean same =
        changes.deletedSyncCount() == state.deletedSyncCount()
            && changes.generation() == state.generation()
            && UsedUp.of(changes.usedSessions()).equals(state.sessions())
            && changes.mergedDatasetNames().stream()
                .map(DatasetName::value)
                .toList()
                .equals(state.mergedDatasets());
    return same
        && switch (changes) {
          case Changes.Absent _ -> !state.exists();
          case Changes.Present present ->
              state.exists()
                  && present.syncCount() == state.syncCount()
                  && present.records().equals(state.after(after))
                  && state
                      .description()
                      .map(Dataset::lastModifiedBy)
                      .equals(Optional.of(present.lastModifiedBy()));
        };
  }
}

package io.ergosync.simulation;

import io.ergosync.domain.AlreadyStreamedException;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.Changes;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.OutdatedSessionException;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.ThrottledException;
import io.ergosync.domain.UpdateResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What an operation may be answered with, given the true states while it ran. */
final class OutcomeChecks {
  private final History history;
  private final UpdateRefusals refusals;
  private final ListDatasetsCheck listDatasets;

  OutcomeChecks(History history, Limits limits, Identity identity, List<DatasetId> ids) {
    this.history = history;
    this.refusals = new UpdateRefusals(history, limits);
    this.listDatasets = new ListDatasetsCheck(history, identity, ids);
  }

  /** Checks an operation that has just ended. */
  void check(History.Entry entry) {
    switch (entry.outcome()) {
      case Outcome.Answered(Object result) -> answered(entry, result);
      case Outcome.Refused(StorageException failure) -> refused(entry, failure);
      case Outcome.Unknown _, Outcome.Crashed _ -> {}
    }
  }

  private void answered(History.Entry entry, Object result) {
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
      case Operation.Settle _, Operation.Housekeep _ -> {}
    }
  }

  private void updated(
      History.Entry entry, Operation.UpdateDataset operation, UpdateResult result) {
    Optional<UpdateResult> first = history.answerOf(operation.id(), operation.update().session());
    if (first.isEmpty()) {
      throw new Violation(
          Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST, "answered but never taken: " + entry);
    }
    if (!first.get().equals(result)) {
      throw new Violation(
          Invariant.RETRIES_GET_THE_FIRST_ANSWER,
          "%s, but the first answer was %s".formatted(entry, first.get()));
    }
  }

  private void deleted(History.Entry entry, DatasetId id, Dataset answer) {
    List<DatasetState> states = history.between(id, entry.start(), entry.end());
    for (int i = 1; i < states.size(); i++) {
      if (states.get(i - 1).description().equals(Optional.of(answer)) && !states.get(i).exists()) {
        return;
      }
    }
    throw new Violation(
        Invariant.DESCRIPTIONS_ARE_TRUE, "no such deletion: %s of %s".formatted(entry, states));
  }

  private void refused(History.Entry entry, StorageException failure) {
    switch (failure) {
      case ContendedException _, ThrottledException _, OutdatedSessionException _ -> {}
      case CorruptDatasetException e ->
          throw new Violation(
              Invariant.COUNTERS_EQUAL_A_FULL_READ, "%s: %s".formatted(e.getMessage(), entry));
      case DatasetNotFoundException _ -> {
        switch (entry.operation()) {
          case Operation.Delete(DatasetId id) ->
              require(Invariant.DESCRIPTIONS_ARE_TRUE, entry, id, state -> !state.exists());
          case Operation operation ->
              throw new Violation(Invariant.FAILURES_ARE_NAMED, entry + " by " + operation);
        }
      }
      case DeviceNotFoundException _ ->
          throw new Violation(Invariant.FAILURES_ARE_NAMED, entry + " knows no devices");
      case StaleSyncCountException _, LimitExceededException _, SessionUsedException _ -> {
        switch (entry.operation()) {
          case Operation.UpdateDataset update -> refusals.check(entry, update, failure);
          case Operation operation ->
              throw new Violation(Invariant.FAILURES_ARE_NAMED, entry + " by " + operation);
        }
      }
      case AlreadyStreamedException _,
          BulkPublishInProgressException _,
          ConfigurationChangedException _ ->
          throw new Violation(Invariant.FAILURES_ARE_NAMED, entry + " of a pool: " + failure);
    }
  }

  private void require(
      String invariant, History.Entry entry, DatasetId id, Predicate<DatasetState> truth) {
    List<DatasetState> states = history.between(id, entry.start(), entry.end());
    if (states.stream().noneMatch(truth)) {
      throw new Violation(invariant, "%s, while the states were %s".formatted(entry, states));
    }
  }

  /** Whether a list shows a state. */
  static boolean matches(DatasetState state, Changes changes, long after) {
    return switch (changes) {
      case Changes.Absent absent ->
          !state.exists()
              && absent.deletedSyncCount() == state.deletedSyncCount()
              && absent.usedSessions().equals(state.usedSessions());
      case Changes.Present present ->
          state.exists()
              && present.syncCount() == state.syncCount()
              && present.deletedSyncCount() == state.deletedSyncCount()
              && present.records().equals(state.after(after))
              && present.usedSessions().equals(state.usedSessions())
              && state
                  .description()
                  .map(Dataset::lastModifiedBy)
                  .equals(Optional.of(present.lastModifiedBy()));
    };
  }
}

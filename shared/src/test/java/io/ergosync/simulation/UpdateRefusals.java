package io.ergosync.simulation;

import io.ergosync.domain.Commit;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.Update;
import io.ergosync.domain.UsedSession;
import java.time.Instant;
import java.util.Optional;

/**
 * An update may be refused only if the domain's own rules refuse it at some moment it ran. Of a
 * conflict it is asked only that it is true of the key it names: which of several keys is named may
 * mix two moments, if the dataset was deleted between reading the head and the records.
 */
final class UpdateRefusals {
  private final History history;
  private final Limits limits;

  UpdateRefusals(History history, Limits limits) {
    this.history = history;
    this.limits = limits;
  }

  /** Checks a refusal. */
  void check(History.Entry entry, Operation.UpdateDataset operation, StorageException failure) {
    for (int moment = entry.start(); moment <= entry.end(); moment++) {
      Optional<StorageException> expected =
          refusal(operation.update(), history.at(operation.id(), moment), moment);
      if (conflicts(operation, moment, failure)) {
        return;
      }
      if (expected.isPresent()
          && expected.get().getClass().equals(failure.getClass())
          && expected.get().getMessage().equals(failure.getMessage())) {
        return;
      }
    }
    throw new Violation(
        invariant(operation, failure),
        "%s, while the states were %s"
            .formatted(entry, history.between(operation.id(), entry.start(), entry.end())));
  }

  private boolean conflicts(
      Operation.UpdateDataset operation, int moment, StorageException failure) {
    Update update = operation.update();
    DatasetState state = history.at(operation.id(), moment);
    return failure instanceof StaleSyncCountException
        && !takenBefore(update, state)
        && update.patches().stream()
            .filter(patch -> state.version(patch.key()).syncCount() != patch.syncCount())
            .map(patch ->
                new StaleSyncCountException(
                    patch.key(), state.version(patch.key()).syncCount(), patch.syncCount()))
            .anyMatch(conflict -> conflict.getMessage().equals(failure.getMessage()));
  }

  /** Whether the state knows this very update as one that was taken. */
  private static boolean takenBefore(Update update, DatasetState state) {
    try {
      return state
          .usedSessions()
          .find(update.session())
          .map(used -> Commit.firstAnswer(update, used))
          .isPresent();
    } catch (SessionUsedException _) {
      return false;
    }
  }

  private String invariant(Operation.UpdateDataset operation, StorageException failure) {
    boolean taken = history.answerOf(operation.id(), operation.update().session()).isPresent();
    return failure instanceof LimitExceededException
        ? Invariant.LIMITS_ARE_KEPT
        : taken ? Invariant.RETRIES_GET_THE_FIRST_ANSWER : Invariant.CONFLICTS_ARE_REAL;
  }

  private Optional<StorageException> refusal(Update update, DatasetState state, int moment) {
    Optional<UsedSession> used = state.usedSessions().find(update.session());
    try {
      if (used.isPresent()) {
        Commit.firstAnswer(update, used.get());
        return Optional.empty();
      }
      Commit.of(update, state.syncCount(), state.counted(), state::version, limits, Instant.EPOCH);
    } catch (StaleSyncCountException | LimitExceededException | SessionUsedException e) {
      return Optional.of(e);
    }
    return !state.exists() && history.existingAt(moment) >= limits.datasetsPerIdentityMax()
        ? Optional.of(LimitExceededException.tooManyDatasets(limits))
        : Optional.empty();
  }
}

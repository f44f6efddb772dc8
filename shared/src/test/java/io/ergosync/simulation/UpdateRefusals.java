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

/** An update may be refused only as the domain's own rules refuse it at some moment it ran. */
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

package io.ergosync.simulation;

import io.ergosync.domain.Commit;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.OutdatedSessionException;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.domain.UsedSession;
import io.ergosync.simulation.History.Taken;
import io.ergosync.simulation.Trigger.BrokenException;
import io.ergosync.simulation.Trigger.VetoException;
import io.ergosync.simulation.stored.DatasetState;
import io.ergosync.simulation.stored.UsedUp;
import java.time.Instant;
import java.util.List;
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
      Optional<RuntimeException> expected = refusal(operation, moment);
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

  /** Checks that a trigger which ended an update would do so at some moment it ran. */
  void checkVeto(History.Entry entry) {
    if (entry.operation() instanceof Operation.UpdateDataset operation) {
      for (int moment = entry.start(); moment <= entry.end(); moment++) {
        Optional<RuntimeException> expected = refusal(operation, moment);
        if (expected
            .filter(e -> e instanceof VetoException || e instanceof BrokenException)
            .isPresent()) {
          return;
        }
      }
    }
    throw new Violation(Invariant.TRIGGERS_SEE_WHAT_THEY_CHANGE, "no veto: " + entry);
  }

  private String invariant(Operation.UpdateDataset operation, StorageException failure) {
    return failure instanceof LimitExceededException
        ? Invariant.LIMITS_ARE_KEPT
        : history.taken(operation).isPresent()
            ? Invariant.RETRIES_GET_THE_FIRST_ANSWER
            : Invariant.CONFLICTS_ARE_REAL;
  }

  private Optional<RuntimeException> refusal(Operation.UpdateDataset operation, int moment) {
    DatasetState state = history.at(operation.id(), moment);
    Optional<UsedUp> used = state.session(operation.update().session().id());
    if (used.isPresent()) {
      return answeredAgain(operation, used.get(), state)
          ? Optional.empty()
          : Optional.of(new SessionUsedException());
    }
    SyncSession session = operation.update().session();
    if (session.generation() < state.generation()
        && state.syncCount() - session.syncCount() > UsedUp.REMEMBERED_MAX) {
      // It may have been taken in an earlier life.
      return Optional.of(new OutdatedSessionException());
    }
    try {
      // The client's own sync counts come first: a trigger is not asked about what conflicts.
      commit(operation.update(), state, WITHOUT_LIMITS);
      commit(operation.trigger().over(state, operation.update()), state, limits);
    } catch (StaleSyncCountException | LimitExceededException | VetoException | BrokenException e) {
      return Optional.of(e);
    }
    return !state.exists()
            && history.existingAt(operation.id().identity(), moment)
                >= limits.datasetsPerIdentityMax()
        ? Optional.of(LimitExceededException.tooManyDatasets(limits))
        : Optional.empty();
  }

  private static final Limits WITHOUT_LIMITS =
      new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

  private static void commit(Update update, DatasetState state, Limits limits) {
    Commit.of(update, state.syncCount(), state.counted(), state::version, limits, Instant.EPOCH);
  }

  /**
   * Whether the update must get its first answer again: always if the answer follows from the
   * update; if a trigger changed it, as long as the records are still there that it wrote.
   */
  private boolean answeredAgain(
      Operation.UpdateDataset operation, UsedUp used, DatasetState state) {
    Update update = operation.update();
    try {
      Commit.firstAnswer(
          update,
          new UsedSession(
              used.sessionId(), used.answerDigest(), used.syncCount(), used.committedAt()));
      return true;
    } catch (SessionUsedException _) {
      Optional<Taken> taken = history.taken(operation);
      List<DatasetRecord> left =
          state.records().values().stream()
              .filter(record -> record.syncCount() == used.syncCount())
              .toList();
      return taken
          .filter(first -> first.answer().syncCount() == used.syncCount())
          .filter(first -> left.size() == first.answer().records().size())
          .isPresent();
    }
  }
}

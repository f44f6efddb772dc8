package io.ergosync.simulation;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.ThrottledException;
import io.ergosync.simulation.StorageUnderTest.Parts;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an actor does all its life: operation after operation, as a client would. */
final class ActorBody {
  private final Actor actor;
  private final ActorProcess process;
  private final Supplier<Parts> newStorage;
  private final Identity identity;
  private final Workload workload;
  private final History history;
  private final OutcomeChecks checks;
  private final Witness witness;
  private final RandomGenerator random;
  private final Trace trace;
  private final Statistics statistics;
  private Parts storage;
  private Optional<Operation> toRetry = Optional.empty();

  ActorBody(
      Actor actor,
      ActorProcess process,
      Supplier<Parts> newStorage,
      Identity identity,
      World world,
      RandomGenerator random) {
    this.actor = actor;
    this.process = process;
    this.newStorage = newStorage;
    this.identity = identity;
    this.workload = world.workload();
    this.history = world.history();
    this.checks = world.checks();
    this.witness = world.witness();
    this.trace = world.trace();
    this.statistics = world.statistics();
    this.random = random;
    this.storage = newStorage.get();
  }

  /** Runs so many operations. */
  void run(int operations) {
    for (int i = 0; i < operations; i++) {
      Operation operation = next();
      process.begin(operation);
      int start = history.now();
      if (operation instanceof Operation.UpdateDataset(var id, var update)
          && history.answerOf(id, update.session()).isPresent()) {
        statistics.add("retries of a taken update", 1);
      }
      trace.add(() -> "%-10s begins %s".formatted(actor, Texts.brief(operation)));
      Outcome outcome = outcome(operation);
      trace.add(() -> "%-10s ends with %s".formatted(actor, Texts.brief(outcome)));
      statistics.add(operation, outcome);
      checks.check(new History.Entry(actor.name(), operation, start, history.now(), outcome));
      ended(operation, outcome);
    }
  }

  private Operation next() {
    if (toRetry.isPresent() && random.nextInt(4) > 0) {
      Operation again = toRetry.get();
      toRetry = Optional.empty();
      return again;
    }
    return workload.next();
  }

  private Outcome outcome(Operation operation) {
    try {
      return new Outcome.Answered(execute(operation));
    } catch (StorageException e) {
      return new Outcome.Refused(e);
    } catch (CrashError _) {
      storage = newStorage.get();
      return Outcome.Crashed.CRASHED;
    } catch (RuntimeException e) {
      if (!process.wasInjected(e)) {
        Violation violation =
            new Violation(Invariant.FAILURES_ARE_NAMED, "%s fails: %s".formatted(operation, e));
        violation.initCause(e);
        throw violation;
      }
      return new Outcome.Unknown(e);
    }
  }

  private Object execute(Operation operation) {
    return switch (operation) {
      case Operation.ListChanges(var id, long after) -> storage.storage().listChanges(id, after);
      case Operation.UpdateDataset(var id, var update) -> storage.storage().update(id, update);
      case Operation.Describe(var id) -> storage.storage().describe(id);
      case Operation.Delete(var id) -> storage.storage().delete(id);
      case Operation.ListDatasets(var after, int countMax) ->
          storage.storage().listDatasets(identity, after, countMax);
      case Operation.Settle(var id, boolean all) ->
          all ? storage.housekeeping().settleAll(id) : storage.housekeeping().settle(id);
      case Operation.Housekeep(var chore) -> {
        chore.action().accept(storage.housekeeping());
        yield "done";
      }
    };
  }

  private void ended(Operation operation, Outcome outcome) {
    boolean certain =
        switch (outcome) {
          case Outcome.Answered _ -> true;
          case Outcome.Refused(ContendedException _) -> false;
          case Outcome.Refused(ThrottledException _) -> false;
          case Outcome.Refused _ -> true;
          case Outcome.Unknown _, Outcome.Crashed _ -> false;
        };
    if (!certain) {
      witness.checkUnchanged(Invariant.CRASHES_CHANGE_NOTHING);
    }
    switch (operation) {
      case Operation.UpdateDataset _ when !certain -> toRetry = Optional.of(operation);
      case Operation.Housekeep(var chore) when certain -> workload.done(chore);
      case Operation _ -> {}
    }
  }
}

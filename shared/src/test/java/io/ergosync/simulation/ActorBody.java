package io.ergosync.simulation;

import io.ergosync.domain.StorageException;
import io.ergosync.simulation.StorageUnderTest.Parts;
import io.ergosync.simulation.Trigger.BrokenException;
import io.ergosync.simulation.Trigger.VetoException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an actor does all its life: operation after operation, as a client would. */
final class ActorBody {
  private final Actor actor;
  private final ActorProcess process;
  private final Supplier<Parts> newStorage;
  private final World world;
  private final RandomGenerator random;
  private Parts storage;
  private Optional<Operation> toRetry = Optional.empty();

  ActorBody(
      Actor actor,
      ActorProcess process,
      Supplier<Parts> newStorage,
      World world,
      RandomGenerator random) {
    this.actor = actor;
    this.process = process;
    this.newStorage = newStorage;
    this.world = world;
    this.random = random;
    this.storage = newStorage.get();
  }

  /** Runs so many operations. */
  void run(int operations) {
    for (int i = 0; i < operations; i++) {
      run(next());
    }
  }

  private void run(Operation operation) {
    History history = world.history();
    process.begin(operation);
    history.sent(operation);
    int start = history.now();
    int writes = world.witness().writes(operation.identities());
    if (operation instanceof Operation.UpdateDataset update && history.taken(update).isPresent()) {
      world.statistics().add("retries of a taken update", 1);
    }
    world.trace().add(() -> "%-10s begins %s".formatted(actor, Texts.brief(operation)));
    Outcome outcome = outcome(operation);
    world.trace().add(() -> "%-10s ends with %s".formatted(actor, Texts.brief(outcome)));
    world.statistics().add(operation, outcome);
    history.ended(operation, outcome);
    History.Met met =
        new History.Met(
            world.witness().writes(operation.identities()) - writes,
            process.injected(Fault.CONFLICT) + process.injected(Fault.LATE_AND_CONFLICT),
            process.injected(Fault.THROTTLED) + process.lost());
    world
        .checks()
        .check(new History.Entry(actor.name(), operation, start, history.now(), outcome, met));
    ended(operation, outcome);
  }

  private Operation next() {
    if (toRetry.isPresent() && random.nextInt(4) > 0) {
      Operation again = toRetry.get();
      toRetry = Optional.empty();
      return again;
    }
    return world.workload().next();
  }

  private Outcome outcome(Operation operation) {
    try {
      return new Outcome.Answered(execute(operation));
    } catch (StorageException e) {
      return new Outcome.Refused(e);
    } catch (VetoException | BrokenException e) {
      return new Outcome.Vetoed(e);
    } catch (CrashError _) {
      storage = newStorage.get();
      return Outcome.Crashed.CRASHED;
    } catch (RuntimeException e) {
      if (!process.isUnexplained(e)) {
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
      case Operation.UpdateDataset(var id, var update, var trigger) ->
          trigger == Trigger.NONE
              ? storage.storage().update(id, update)
              : storage.storage().update(id, update, trigger);
      case Operation.Describe(var id) -> storage.storage().describe(id);
      case Operation.Delete(var id) -> storage.storage().delete(id);
      case Operation.ListDatasets(var identity, var after, int countMax) ->
          storage.storage().listDatasets(identity, after, countMax);
      case Operation.Merge(var source, var survivor) -> storage.merging().merge(source, survivor);
      case Operation.Settle(var id, boolean all) ->
          all ? storage.housekeeping().settleAll(id) : storage.housekeeping().settle(id);
      case Operation.ReadCommit(var commit) -> storage.patches().records(commit);
      case Operation.Housekeep(var chore, long _) -> {
        new Housekeeper(storage, world.feed()).run(chore);
        yield "done";
      }
    };
  }

  private void ended(Operation operation, Outcome outcome) {
    switch (operation) {
      case Operation.UpdateDataset _, Operation.Merge _, Operation.Delete _
          when !outcome.certain() ->
          toRetry = Optional.of(operation);
      case Operation.Housekeep housekeep when outcome.certain() ->
          world.feed().done(housekeep, false);
      case Operation _ -> {}
    }
  }
}

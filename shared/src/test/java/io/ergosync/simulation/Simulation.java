package io.ergosync.simulation;

import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.StorageException;
import io.ergosync.simulation.StorageUnderTest.Parts;
import io.ergosync.simulation.dynamodb.Calls;
import io.ergosync.simulation.dynamodb.CallsClient;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.simulation.dynamodb.Key;
import io.ergosync.simulation.dynamodb.Misbehaviour;
import io.ergosync.simulation.dynamodb.SimulatedDynamoDb;
import io.ergosync.simulation.dynamodb.Table;
import io.ergosync.simulation.stored.DatasetState;
import io.ergosync.simulation.stored.StoredTable;
import io.ergosync.simulation.stored.StoredTable.UnreadableException;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One schedule, from its seed to its last check. */
final class Simulation {
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:00000000-0000-0000-0000-000000000000");

  /** A schedule passes some hundred points; contenders that wait for each other pass more. */
  private static final int POINTS_MAX = 1_000_000;

  /** How many chores a schedule leaves at most, those that follow from others included. */
  private static final int CHORES_MAX = 20_000;

  private final StorageUnderTest storageUnderTest;
  private final Profile profile;
  private final Saboteur saboteur;
  private final SplittableRandom random;
  private final Scheduler scheduler;
  private final SimulatedTime time;
  private final Table table = new Table();
  private final StoredTable stored = new StoredTable(table);
  private final Calls database;
  private final ActorProcess.Surroundings surroundings;
  private final World world;

  /**
   * @param random everything that is left to chance, which a seed decides
   * @param tracing whether every call is to be noted
   */
  Simulation(
      StorageUnderTest storageUnderTest,
      Profile profile,
      Saboteur saboteur,
      SplittableRandom random,
      boolean tracing) {
    this.storageUnderTest = storageUnderTest;
    this.profile = profile;
    this.saboteur = saboteur;
    this.random = random;
    this.scheduler = new Scheduler(Choices.any(random.split()), POINTS_MAX);
    this.time = new SimulatedTime(random.split(), profile.leaps());
    History history = new History();
    Witness witness = new Witness(stored, history, profile.limits());
    Feed feed = new Feed(time, random.split());
    Trace trace = new Trace(tracing);
    Statistics statistics = new Statistics();
    this.world =
        new World(
            new Workload(profile, identities(), history, feed, random.split()),
            history,
            new OutcomeChecks(
                history, profile.limits(), profile.settings().getFirst().attemptsMax()),
            witness,
            feed,
            trace,
            statistics);
    this.database =
        new SimulatedDynamoDb(table, new RandomMisbehaviour(random.split()), time::millis);
    this.surroundings =
        new ActorProcess.Surroundings(
            time,
            new Network(database, witness, random.split(), trace, statistics),
            new MixedRefusals(random.split(), profile.faults().mixed(), statistics),
            witness,
            trace,
            statistics);
    table.onWrite(this::written);
  }

  private List<Identity> identities() {
    return IntStream.range(0, profile.identities())
        .mapToObj(i ->
            new Identity(
                POOL, new IdentityId("us-east-1:%08d-1111-1111-1111-111111111111".formatted(i))))
        .toList();
  }

  /**
   * Runs the schedule.
   *
   * @throws Violation if an invariant does not hold
   */
  Statistics run() throws InterruptedException {
    for (int i = 0; i < profile.actors(); i++) {
      SplittableRandom own = random.split();
      StorageSettings settings = profile.settings().get(i % profile.settings().size());
      scheduler.add("actor-" + i, actor -> act(actor, own, settings));
    }
    scheduler.run();
    surroundings.network().end();
    Parts storage = undisturbed();
    checkAll(storage);
    cleanUp(storage);
    checkAll(storage);
    checkNothingIsLeft();
    damage(storage);
    world.statistics().add("schedules", 1);
    world.statistics().add("scheduling points", scheduler.points());
    world.statistics().add("steps", world.history().now());
    return world.statistics();
  }

  /** What happened so far. */
  List<String> trace() {
    return world.trace().lines();
  }

  private void act(Actor actor, SplittableRandom own, StorageSettings settings) {
    Calls split = new SplitBatches(database, own.split(), scheduler::point);
    ActorProcess process = new ActorProcess(scheduler, split, surroundings, profile.faults(), own);
    Calls calls = saboteur.over(process, process::attempts);
    Parallel parallel = profile.parallel() ? process.parallel() : Parallel.NONE;
    ActorBody body =
        new ActorBody(
            actor,
            process,
            () -> storage(calls, process::pause, parallel, own.split(), settings),
            world,
            own);
    body.run(profile.operations());
  }

  private Parts storage(
      Calls calls,
      Runnable pause,
      Parallel parallel,
      SplittableRandom own,
      StorageSettings settings) {
    return storageUnderTest.create(
        CallsClient.over(calls),
        new StorageUnderTest.Surroundings(
            time.clock(own, profile.skewMillisMax()),
            own,
            pause,
            parallel,
            profile.limits(),
            settings));
  }

  /** A storage whose calls all happen at once, when all actors have ended. */
  private Parts undisturbed() {
    return storage(
        new SimulatedDynamoDb(table, Misbehaviour.NONE, time::millis),
        () -> {},
        Parallel.NONE,
        random.split(),
        profile.settings().getFirst());
  }

  private void written(List<Change> changes) {
    world.witness().written(changes);
    for (Change change : changes) {
      world.statistics().add("written " + kind(change.key().sk()), 1);
    }
    world.feed().written(changes);
  }

  /** What a sort key begins with. */
  private static String kind(String sortKey) {
    if (sortKey.startsWith("~")) {
      return sortKey.substring(0, 2);
    }
    int end = sortKey.indexOf('#') + 1;
    return end > 0 ? sortKey.substring(0, end) : sortKey.equals("IDENTITY") ? sortKey : "a pool";
  }

  private void checkAll(Parts storage) {
    world.witness().checkUnchanged(Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST);
    for (DatasetId id : world.history().ids()) {
      DatasetState state = world.history().newest(id);
      for (long after = 0; after <= state.syncCount(); after += random.nextInt(1, 9)) {
        checkList(storage, id, state, after);
      }
    }
  }

  private void checkList(Parts storage, DatasetId id, DatasetState state, long after) {
    world.witness().running(new Operation.ListChanges(id, after));
    try {
      var changes = storage.storage().listChanges(id, after);
      if (!OutcomeChecks.matches(state, changes, after)) {
        throw new Violation(
            Invariant.A_LIST_IS_EXACT_AT_ONE_MOMENT,
            "a list after %d of %s is %s".formatted(after, state, changes));
      }
    } catch (StorageException e) {
      throw new Violation(Invariant.NO_DATASET_IS_UNREADABLE, id.datasetName() + ": " + e);
    }
  }

  /** Does all that is left to do, without any faults: clients must not see any of it. */
  private void cleanUp(Parts storage) {
    Housekeeper housekeeper = new Housekeeper(storage, world.feed());
    Feed feed = world.feed();
    Optional<Operation.Housekeep> next = feed.next();
    for (int count = 0; next.isPresent(); count++) {
      Operation.Housekeep chore = next.get();
      if (count > CHORES_MAX) {
        throw new Violation(Invariant.NOTHING_IS_LEFT_BEHIND, "the chores do not end: " + chore);
      }
      world.witness().running(chore);
      world.trace().add(() -> "finally    does " + Texts.brief(chore));
      feed.done(chore, true);
      housekeeper.run(chore.chore());
      next = feed.next();
    }
    // Actors may have slept for longer than a function lives, and written into an ended life after
    // it was collected for good.
    feed.deletions()
        .forEach(deletion ->
            storage
                .housekeeping()
                .removeGeneration(deletion.dataset(), deletion.endedGeneration()));
  }

  private void checkNothingIsLeft() {
    List<Key> left = stored.unreferred();
    if (!left.isEmpty()) {
      throw new Violation(
          Invariant.NOTHING_IS_LEFT_BEHIND, "after all collections: " + left.getFirst());
    }
    long bytes =
        world.history().ids().stream()
            .mapToLong(id -> world.history().newest(id).counted().dataBytes())
            .sum();
    if (stored.countedBytes(POOL) != bytes) {
      throw new Violation(
          Invariant.USAGE_IS_EXACT,
          "%d bytes counted of %d".formatted(stored.countedBytes(POOL), bytes));
    }
  }

  /** Removes a chunk by hand: its dataset is corrupt then, and nothing else. */
  private void damage(Parts storage) {
    for (DatasetId id : world.history().ids()) {
      for (Key chunk : stored.referredChunks(id)) {
        table.damage(chunk);
        try {
          stored.state(id);
          continue;
        } catch (UnreadableException e) {
          world.trace().add(() -> "finally    damages " + chunk);
        }
        world.statistics().add("damaged chunks", 1);
        try {
          storage.storage().listChanges(id, 0);
        } catch (CorruptDatasetException e) {
          break;
        } catch (StorageException e) {
          throw new Violation(
              Invariant.CORRUPTION_IS_DAMAGE, "%s is reported for lost %s".formatted(e, chunk));
        }
        throw new Violation(Invariant.CORRUPTION_IS_DAMAGE, "unnoticed without " + chunk);
      }
    }
  }
}

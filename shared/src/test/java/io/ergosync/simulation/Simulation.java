package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.simulation.StorageUnderTest.Chore;
import io.ergosync.simulation.StorageUnderTest.Parts;
import io.ergosync.simulation.StorageUnderTest.Surroundings;
import io.ergosync.simulation.dynamodb.Calls;
import io.ergosync.simulation.dynamodb.CallsClient;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.simulation.dynamodb.Key;
import io.ergosync.simulation.dynamodb.Misbehaviour;
import io.ergosync.simulation.dynamodb.SimulatedDynamoDb;
import io.ergosync.simulation.dynamodb.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One schedule, from its seed to its last check. */
final class Simulation {
  private static final Identity IDENTITY =
      new Identity(
          new IdentityPoolId("us-east-1:00000000-0000-0000-0000-000000000000"),
          new IdentityId("us-east-1:11111111-1111-1111-1111-111111111111"));

  /** A schedule passes some hundred points; contenders that wait for each other pass more. */
  private static final int POINTS_MAX = 100_000;

  private final StorageUnderTest storageUnderTest;
  private final Profile profile;
  private final Saboteur saboteur;
  private final SplittableRandom random;
  private final Scheduler scheduler;
  private final Table table = new Table();
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
    List<DatasetId> ids =
        IntStream.range(0, profile.datasets())
            .mapToObj(i -> IDENTITY.dataset(new DatasetName("dataset-" + i)))
            .toList();
    History history = new History();
    Witness witness =
        new Witness(
            storage(readOnly(), () -> {}, random.split()).storage(),
            ids,
            history,
            profile.limits(),
            storageUnderTest.datasetCountAttribute());
    this.world =
        new World(
            new Workload(profile, ids, history, random.split()),
            history,
            new OutcomeChecks(history, profile.limits(), IDENTITY, ids),
            witness,
            new Trace(tracing),
            new Statistics());
    table.onWrite(this::written);
  }

  /**
   * Runs the schedule.
   *
   * @throws Violation if an invariant does not hold
   */
  Statistics run() throws InterruptedException {
    for (int i = 0; i < profile.actors(); i++) {
      SplittableRandom own = random.split();
      scheduler.add("actor-" + i, actor -> act(actor, own));
    }
    scheduler.run();
    world.witness().checkUnchanged(Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST);
    world.witness().checkLists(random);
    cleanUp();
    world.witness().checkUnchanged(Invariant.ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST);
    world.witness().checkLists(random);
    List<Key> leavings = storageUnderTest.leavings(IDENTITY, table.changes());
    if (!leavings.isEmpty()) {
      throw new Violation(
          Invariant.NOTHING_IS_LEFT_BEHIND, "after all collections: " + leavings.getFirst());
    }
    world.statistics().add("schedules", 1);
    world.statistics().add("scheduling points", scheduler.points());
    world.statistics().add("states", world.history().now());
    return world.statistics();
  }

  /** What happened so far. */
  List<String> trace() {
    return world.trace().lines();
  }

  private void act(Actor actor, SplittableRandom own) {
    Calls database =
        new SplitBatches(
            new SimulatedDynamoDb(table, new RandomMisbehaviour(own.split())),
            own.split(),
            () -> scheduler.point(actor));
    ActorProcess process =
        new ActorProcess(
            actor, scheduler, database, world.witness(), profile.faults(), own, world.trace());
    Calls calls = saboteur.over(process, process::attempts);
    ActorBody body =
        new ActorBody(
            actor,
            process,
            () -> storage(calls, process::pause, own.split()),
            IDENTITY,
            world,
            own);
    body.run(profile.operations());
  }

  private Parts storage(Calls calls, Runnable pause, RandomGenerator own) {
    return storageUnderTest.create(
        CallsClient.over(calls),
        new Surroundings(
            new SimulatedClock(scheduler::points, own.nextInt(-5, 6)),
            own,
            pause,
            profile.limits(),
            profile.budgets()));
  }

  private Calls readOnly() {
    SimulatedDynamoDb database = new SimulatedDynamoDb(table, Misbehaviour.NONE);
    return request -> {
      int before = table.changes().size();
      var response = database.call(request);
      if (table.changes().size() > before) {
        throw new IllegalStateException("a read wrote: " + request);
      }
      return response;
    };
  }

  private void written(List<Change> changes) {
    world.witness().written(changes);
    for (Change change : changes) {
      world.statistics().add("written " + kind(change.key().sk()), 1);
      world.workload().add(storageUnderTest.choresAfter(IDENTITY, change));
    }
  }

  /** What a sort key begins with. */
  private static String kind(String sortKey) {
    int length =
        sortKey.startsWith("~V")
            ? 2
            : sortKey.startsWith("~") ? 1 : sortKey.indexOf('#') < 0 ? 0 : sortKey.indexOf('#') + 1;
    return length == 0 ? sortKey : sortKey.substring(0, length);
  }

  /** Does all that is left to do, without any faults: clients must not see any of it. */
  private void cleanUp() {
    Parts storage =
        storage(new SimulatedDynamoDb(table, Misbehaviour.NONE), () -> {}, random.split());
    for (int i = 0; i < profile.datasets(); i++) {
      DatasetId id = IDENTITY.dataset(new DatasetName("dataset-" + i));
      world.witness().running(new Operation.Settle(id, false));
      storage.housekeeping().settle(id);
    }
    List<Chore> chores = new ArrayList<>(world.workload().chores());
    for (Chore chore : chores) {
      world.witness().running(new Operation.Housekeep(chore));
      chore.action().accept(storage.housekeeping());
    }
    for (Chore collection : storageUnderTest.collections(IDENTITY, table.changes())) {
      world.witness().running(new Operation.Housekeep(collection));
      collection.action().accept(storage.housekeeping());
    }
  }
}

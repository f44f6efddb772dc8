package io.ergosync.simulation;

import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.simulation.StorageUnderTest.Chore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws operations such as clients and housekeeping send them. */
final class Workload {
  private final Profile profile;
  private final List<DatasetId> ids;
  private final History history;
  private final RandomGenerator random;
  private final List<Chore> chores = new ArrayList<>();
  private final List<Operation.UpdateDataset> sent = new ArrayList<>();

  Workload(Profile profile, List<DatasetId> ids, History history, RandomGenerator random) {
    this.profile = profile;
    this.ids = ids;
    this.history = history;
    this.random = random;
  }

  /** Adds chores that a change asks for. */
  void add(List<Chore> newChores) {
    chores.addAll(newChores);
  }

  /** The chores that were not done yet. */
  List<Chore> chores() {
    return List.copyOf(chores);
  }

  /** Takes a chore off the list. */
  void done(Chore chore) {
    // The stream may deliver a change again.
    if (random.nextInt(5) > 0) {
      chores.remove(chore);
    }
  }

  /** What an actor does next. */
  Operation next() {
    Profile.Weights weights = profile.weights();
    int draw =
        random.nextInt(
            weights.update()
                + weights.list()
                + weights.delete()
                + weights.settle()
                + weights.housekeep()
                + weights.describe()
                + weights.listDatasets());
    DatasetId id = one(ids);
    if ((draw -= weights.update()) < 0) {
      return update(id);
    }
    if ((draw -= weights.delete()) < 0) {
      return new Operation.Delete(id);
    }
    if ((draw -= weights.settle()) < 0) {
      return new Operation.Settle(id, random.nextInt(3) == 0);
    }
    if ((draw -= weights.describe()) < 0) {
      return new Operation.Describe(id);
    }
    if ((draw -= weights.listDatasets()) < 0) {
      String after = random.nextBoolean() ? "" : one(ids).datasetName().value();
      return new Operation.ListDatasets(after, random.nextInt(1, 4));
    }
    if (draw - weights.housekeep() < 0 && !chores.isEmpty()) {
      return new Operation.Housekeep(one(chores));
    }
    return list(id);
  }

  private Operation list(DatasetId id) {
    long newest = history.newest(id).syncCount();
    long after = random.nextInt(3) == 0 ? 0 : Math.max(0, newest - random.nextInt(5));
    return new Operation.ListChanges(id, random.nextInt(20) == 0 ? newest + 1 : after);
  }

  private Operation update(DatasetId id) {
    int draw = random.nextInt(40);
    if (!sent.isEmpty() && draw == 0) {
      // A client that lost the answer on its own way sends an old update again.
      return one(sent);
    }
    SyncSession session = draw == 1 ? usedBefore(id) : new SyncSession(random.nextLong(), 0, 0);
    String author = "device-" + random.nextInt(3);
    Operation.UpdateDataset update =
        new Operation.UpdateDataset(
            id, new Update(patches(id), session, new Author(author, author)));
    sent.add(update);
    return update;
  }

  private SyncSession usedBefore(DatasetId id) {
    List<SyncSession> sessions =
        sent.stream()
            .filter(update -> update.id().equals(id))
            .map(update -> update.update().session())
            .toList();
    return sessions.isEmpty() ? new SyncSession(random.nextLong(), 0, 0) : one(sessions);
  }

  private List<RecordPatch> patches(DatasetId id) {
    List<DatasetState> states = history.all(id);
    int age = random.nextInt(5) == 0 ? random.nextInt(Math.min(3, states.size())) : 0;
    DatasetState view = states.get(states.size() - 1 - age);
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < profile.keys(); i++) {
      keys.add(i);
    }
    Collections.shuffle(keys, java.util.Random.from(random));
    return keys.subList(0, random.nextInt(1, Math.min(5, profile.keys()) + 1)).stream()
        .map(key -> {
          String name = key == 6 ? "long-key-".repeat(110) : "key-" + key;
          return new RecordPatch(name, value(), view.version(name).syncCount(), deviceDate());
        })
        .toList();
  }

  private RecordValue value() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> RecordValue.Tombstone.TOMBSTONE;
      case 2 -> new RecordValue.Text("");
      case 3, 4 -> new RecordValue.Text("large-" + random.nextInt(1_000) + "-x".repeat(30));
      default -> new RecordValue.Text("v" + random.nextInt(1_000));
    };
  }

  private DeviceDate deviceDate() {
    return random.nextBoolean()
        ? DeviceDate.Absent.ABSENT
        : new DeviceDate.Given(Instant.ofEpochMilli(random.nextInt(1_000_000)));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

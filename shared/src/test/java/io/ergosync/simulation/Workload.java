package io.ergosync.simulation;

import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.simulation.stored.DatasetState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws operations such as clients, administrators and housekeeping send them. */
final class Workload {
  private final Profile profile;
  private final List<Identity> identities;
  private final List<DatasetId> ids;
  private final History history;
  private final Feed feed;
  private final RandomGenerator random;
  private final List<Operation.UpdateDataset> sent = new ArrayList<>();

  Workload(
      Profile profile,
      List<Identity> identities,
      History history,
      Feed feed,
      RandomGenerator random) {
    this.profile = profile;
    this.identities = identities;
    this.ids =
        identities.stream()
            .flatMap(identity ->
                IntStream.range(0, profile.datasets())
                    .mapToObj(i -> identity.dataset(new DatasetName("dataset-" + i))))
            .toList();
    this.history = history;
    this.feed = feed;
    this.random = random;
  }

  /** What an actor does next. */
  Operation next() {
    Profile.Weights weights = profile.weights();
    int draw =
        random.nextInt(
            weights.update()
                + weights.again()
                + weights.list()
                + weights.delete()
                + weights.merge()
                + weights.settle()
                + weights.housekeep()
                + weights.describe()
                + weights.listDatasets()
                + weights.readCommit());
    if ((draw -= weights.update()) < 0) {
      return update(id());
    }
    if ((draw -= weights.again()) < 0) {
      // A client that lost the answer on its own way sends an old update again.
      return sent.isEmpty() ? update(id()) : one(sent);
    }
    if ((draw -= weights.delete()) < 0) {
      return new Operation.Delete(id());
    }
    if ((draw -= weights.merge()) < 0 && identities.size() > 1) {
      return merge(id());
    }
    if ((draw -= weights.settle()) < 0) {
      return new Operation.Settle(id(), random.nextInt(3) == 0);
    }
    if ((draw -= weights.describe()) < 0) {
      return new Operation.Describe(id());
    }
    if ((draw -= weights.listDatasets()) < 0) {
      String after = random.nextBoolean() ? "" : id().datasetName().value();
      return new Operation.ListDatasets(one(identities), after, random.nextInt(1, 4));
    }
    if ((draw -= weights.readCommit()) < 0 && !feed.commits().isEmpty()) {
      return new Operation.ReadCommit(
          random.nextBoolean() ? feed.commits().getLast() : one(feed.commits()));
    }
    Optional<Operation.Housekeep> chore =
        draw - weights.housekeep() < 0 ? feed.due() : Optional.empty();
    return chore.<Operation>map(due -> due).orElseGet(() -> list(id()));
  }

  /**
   * A dataset: one that clients made, one that a merge made, or one that looks as if a merge had.
   */
  private DatasetId id() {
    int draw = identities.size() == 1 ? 7 : random.nextInt(12);
    if (draw < 3) {
      List<DatasetId> known = history.ids(one(identities));
      return known.isEmpty() ? one(ids) : one(known);
    }
    if (draw == 3) {
      return one(identities).dataset(new DatasetName("dataset-0." + one(identities).identityId()));
    }
    return one(ids);
  }

  private Operation merge(DatasetId source) {
    List<Identity> others =
        identities.stream().filter(identity -> !identity.equals(source.identity())).toList();
    return new Operation.Merge(source, one(others));
  }

  private Operation list(DatasetId id) {
    long newest = history.newest(id).syncCount();
    long after = random.nextInt(3) == 0 ? 0 : Math.max(0, newest - random.nextInt(5));
    return new Operation.ListChanges(id, random.nextInt(20) == 0 ? newest + 1 : after);
  }

  private Operation update(DatasetId id) {
    // The client has listed the dataset, lately or some time ago.
    List<DatasetState> states = history.all(id);
    int age = random.nextInt(5) == 0 ? random.nextInt(Math.min(3, states.size())) : 0;
    DatasetState listed = states.get(states.size() - 1 - age);
    SyncSession session = random.nextInt(40) == 0 ? usedBefore(id, listed) : session(listed);
    String author = "device-" + random.nextInt(3);
    Trigger trigger = random.nextInt(4) == 0 ? one(List.of(Trigger.values())) : Trigger.NONE;
    Operation.UpdateDataset update =
        new Operation.UpdateDataset(
            id, new Update(patches(listed), session, new Author(author, author)), trigger);
    sent.add(update);
    return update;
  }

  private SyncSession session(DatasetState listed) {
    return new SyncSession(random.nextLong(), listed.generation(), listed.syncCount());
  }

  private SyncSession usedBefore(DatasetId id, DatasetState listed) {
    List<SyncSession> sessions =
        sent.stream()
            .filter(update -> update.id().equals(id))
            .map(update -> update.update().session())
            .toList();
    return sessions.isEmpty() ? session(listed) : one(sessions);
  }

  private List<RecordPatch> patches(DatasetState listed) {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < profile.keys(); i++) {
      keys.add(i);
    }
    Collections.shuffle(keys, Random.from(random));
    int most = random.nextInt(30) == 0 ? profile.keys() : Math.min(5, profile.keys());
    return keys.subList(0, random.nextInt(1, most + 1)).stream()
        .map(key -> {
          String name = key == 6 ? "long-key-".repeat(110) : "key-" + key;
          return new RecordPatch(name, value(), listed.version(name).syncCount(), deviceDate());
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

package io.ergosync.simulation;

import io.ergosync.domain.Identity;
import io.ergosync.domain.Limits;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.simulation.dynamodb.Key;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.DatasetStorage;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A storage as the simulation needs it: how to make one, and what a change of its items means. */
public interface StorageUnderTest {
  /** A storage for one actor, as a process of its own would have. */
  Parts create(DynamoDbClient client, Surroundings surroundings);

  /** What a follower of the table's stream has to do about a change. */
  List<Chore> choresAfter(Identity identity, Change change);

  /**
   * What is done long after the changes, when every process that was running then has ended: it
   * leaves nothing behind.
   */
  List<Chore> collections(Identity identity, List<Change> changes);

  /**
   * The items that nothing points at any more although everything was cleaned up: no client sees
   * them, but somebody pays for them.
   *
   * @param changes every change from the empty table on
   */
  List<Key> leavings(Identity identity, List<Change> changes);

  /** The attribute of the identity's item that counts its datasets. */
  String datasetCountAttribute();

  /** The attribute of a head that is raised with each write. */
  String revisionAttribute();

  /** The attribute of a head that holds its sync count. */
  String syncCountAttribute();

  /** The two faces of a storage. */
  record Parts(DatasetStorage storage, DatasetHousekeeping housekeeping) {}

  /**
   * What a storage is made with.
   *
   * @param pause to be called instead of waiting
   */
  record Surroundings(
      Clock clock, RandomGenerator random, Runnable pause, Limits limits, Budgets budgets) {}

  /** Sizes so small that little data has journals, overflows and chunks of every kind, in bytes. */
  record Budgets(int journalBytesMax, int patchBytesMax, int valueBytesMax, int chunkBytesMax) {}

  /** A piece of housekeeping that a change asks for: late, repeatedly and in any order is fine. */
  record Chore(String name, Consumer<DatasetHousekeeping> action) {
    @Override
    public String toString() {
      return name;
    }
  }
}

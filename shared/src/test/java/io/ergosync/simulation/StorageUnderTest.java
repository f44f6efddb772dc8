package io.ergosync.simulation;

import io.ergosync.domain.Limits;
import io.ergosync.storage.CommittedPatches;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.DatasetMerging;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.UsageCounting;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.time.Clock;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How to make a storage for one actor, as a process of its own would have. */
@FunctionalInterface
interface StorageUnderTest {
  /** The real storage: what it waits with and sends in parallel is left to the schedule. */
  StorageUnderTest DYNAMODB =
      (client, surroundings) -> {
        DynamoDbDatasetStorage storage =
            new DynamoDbDatasetStorage(
                client,
                "table",
                surroundings.settings(),
                surroundings.limits(),
                surroundings.clock(),
                surroundings.random(),
                surroundings.parallel(),
                attempt -> surroundings.pause().run());
        DynamoDbUsageStorage usage =
            new DynamoDbUsageStorage(
                client,
                "table",
                surroundings.settings(),
                surroundings.clock(),
                surroundings.random(),
                surroundings.parallel(),
                attempt -> surroundings.pause().run());
        return new Parts(storage, storage, storage, storage, usage);
      };

  /** Makes one. */
  Parts create(DynamoDbClient client, Surroundings surroundings);

  /** The faces of a storage. */
  record Parts(
      DatasetStorage storage,
      DatasetMerging merging,
      DatasetHousekeeping housekeeping,
      CommittedPatches patches,
      UsageCounting usage) {}

  /**
   * What a storage is made with.
   *
   * @param pause to be called instead of waiting
   */
  record Surroundings(
      Clock clock,
      RandomGenerator random,
      Runnable pause,
      Parallel parallel,
      Limits limits,
      StorageSettings settings) {}
}

package io.ergosync.storage.dynamodb;

import io.ergosync.domain.Limits;
import java.time.Clock;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes storages for tests. */
public final class StorageOnLocalTables {
  /**
   * Budgets so small that a handful of short records meets every path: settling, overflow, chunks
   * of values.
   */
  public static final StorageSettings TINY = new StorageSettings(150, 300, 40, 64, 60);

  private StorageOnLocalTables() {}

  /** A storage on a new, empty table of DynamoDB Local. */
  public static DynamoDbDatasetStorage create(
      StorageSettings settings, Limits limits, Clock clock) {
    return create(LocalTables.client(), LocalTables.create(), settings, limits, clock);
  }

  /** A storage on a table that exists. */
  public static DynamoDbDatasetStorage create(
      DynamoDbClient client, String table, StorageSettings settings, Limits limits, Clock clock) {
    Random random = new Random();
    return new DynamoDbDatasetStorage(
        client,
        table,
        settings,
        limits,
        clock,
        random,
        Parallel.upTo(8),
        Backoff.fullJitter(random));
  }
}

package io.ergosync.runtime;

import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.CommittedPatches;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.DatasetMerging;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.storage.PoolDatasets;
import io.ergosync.storage.PushConfiguration;
import io.ergosync.storage.StoredDatasets;
import io.ergosync.storage.WrittenChunks;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbBulkPublishStorage;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbDeviceStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.DynamoDbPoolDatasets;
import io.ergosync.storage.dynamodb.DynamoDbStoredDatasets;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.DynamoDbWrittenChunks;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;

/** Connects functions to the storage that they use. */
public final class Storages {
  /** How many records are settled at the same time, each by a request of its own. */
  static final int CONCURRENT_REQUESTS_MAX = 8;

  private static final int SIZE_MAX = 300_000;

  private Storages() {}

  /**
   * The datasets of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table, or a limit or
   *     setting in it is unusable
   */
  public static DatasetStorage datasets(FunctionRuntime runtime) {
    return dynamoDb(runtime);
  }

  /**
   * The merging of a function's datasets.
   *
   * @throws ConfigurationException as {@link #datasets} does
   */
  public static DatasetMerging merging(FunctionRuntime runtime) {
    return dynamoDb(runtime);
  }

  /**
   * What commits on a function's table changed.
   *
   * @throws ConfigurationException as {@link #datasets} does
   */
  public static CommittedPatches committedPatches(FunctionRuntime runtime) {
    return dynamoDb(runtime);
  }

  private static DynamoDbDatasetStorage dynamoDb(FunctionRuntime runtime) {
    Environment environment = runtime.environment();
    return new DynamoDbDatasetStorage(
        runtime.clients().dynamoDb(),
        environment.required("TABLE_NAME"),
        settings(environment),
        LimitVariables.read(environment),
        runtime.clock(),
        runtime.random(),
        Parallel.upTo(CONCURRENT_REQUESTS_MAX),
        backoff(runtime));
  }

  /**
   * What developers set for the identity pools of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static IdentityPoolStorage identityPools(FunctionRuntime runtime) {
    return new DynamoDbIdentityPoolStorage(
        runtime.clients().dynamoDb(), runtime.environment().required("TABLE_NAME"));
  }

  /**
   * The usage of the identity pools of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table, or a setting in it
   *     is unusable
   */
  public static DynamoDbUsageStorage usage(FunctionRuntime runtime) {
    return new DynamoDbUsageStorage(
        runtime.clients().dynamoDb(),
        runtime.environment().required("TABLE_NAME"),
        settings(runtime.environment()),
        runtime.clock(),
        runtime.random(),
        Parallel.upTo(CONCURRENT_REQUESTS_MAX),
        backoff(runtime));
  }

  /**
   * The devices of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static DeviceStorage devices(FunctionRuntime runtime) {
    return new DynamoDbDeviceStorage(
        runtime.clients().dynamoDb(),
        runtime.environment().required("TABLE_NAME"),
        runtime.random(),
        backoff(runtime));
  }

  /**
   * The bulk publishes of the identity pools of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static BulkPublishStorage bulkPublishes(FunctionRuntime runtime) {
    return new DynamoDbBulkPublishStorage(
        runtime.clients().dynamoDb(),
        runtime.environment().required("TABLE_NAME"),
        runtime.clock());
  }

  /**
   * All datasets of the identity pools of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static PoolDatasets poolDatasets(FunctionRuntime runtime) {
    return new DynamoDbPoolDatasets(
        runtime.clients().dynamoDb(), runtime.environment().required("TABLE_NAME"));
  }

  /**
   * The datasets of a function's table by their items.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static StoredDatasets storedDatasets(FunctionRuntime runtime) {
    return new DynamoDbStoredDatasets(
        runtime.clients().dynamoDb(), runtime.environment().required("TABLE_NAME"));
  }

  /**
   * The housekeeping of a function's datasets.
   *
   * @throws ConfigurationException as {@link #datasets} does
   */
  public static DatasetHousekeeping housekeeping(FunctionRuntime runtime) {
    return dynamoDb(runtime);
  }

  /**
   * Which chunks of a function's table are still there.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static WrittenChunks writtenChunks(FunctionRuntime runtime) {
    return new DynamoDbWrittenChunks(
        runtime.clients().dynamoDb(), runtime.environment().required("TABLE_NAME"));
  }

  /**
   * What pools push through, as their configurations in a function's table say.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  public static PushConfiguration pushConfiguration(FunctionRuntime runtime) {
    IdentityPoolStorage pools = identityPools(runtime);
    return pool -> pools.configuration(pool).pushSync();
  }

  private static StorageSettings settings(Environment environment) {
    StorageSettings standard = StorageSettings.DEFAULT;
    return new StorageSettings(
        environment.number("JOURNAL_BYTES_MAX", standard.journalBytesMax(), 0, SIZE_MAX / 2),
        environment.number("PATCH_BYTES_MAX", standard.patchBytesMax(), 0, SIZE_MAX / 2),
        standard.valueBytesMax(),
        standard.chunkBytesMax(),
        standard.attemptsMax());
  }

  private static Backoff backoff(FunctionRuntime runtime) {
    Backoff backoff = Backoff.fullJitter(runtime.random());
    RequestMeter meter = runtime.clients().meter();
    return attempt -> {
      meter.retried(1);
      backoff.pause(attempt);
    };
  }
}

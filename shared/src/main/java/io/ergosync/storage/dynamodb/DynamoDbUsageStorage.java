package io.ergosync.storage.dynamodb;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import io.ergosync.storage.UsageCounting;
import io.ergosync.storage.UsageStorage;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The usage of identity pools on a DynamoDB table. Safe for use by many threads and processes at
 * the same time.
 */
public final class DynamoDbUsageStorage implements UsageStorage, UsageCounting {
  private final DynamoDbTable<SeenPool> pools;
  private final DynamoDbTable<UsageShard> shards;
  private final CountedSizes sizes;
  private final StorageSettings settings;
  private final Clock clock;
  private final Parallel parallel;
  private final Backoff backoff;

  /**
   * @param random the source of the ids of transactions
   * @param parallel how independent requests are sent
   * @param backoff how long to wait after a lost race
   */
  public DynamoDbUsageStorage(
      DynamoDbClient client,
      String tableName,
      StorageSettings settings,
      Clock clock,
      RandomGenerator random,
      Parallel parallel,
      Backoff backoff) {
    var enhanced = DatasetTable.enhanced(client);
    this.pools = enhanced.table(tableName, SeenPool.SCHEMA);
    this.shards = enhanced.table(tableName, UsageShard.SCHEMA);
    this.sizes = new CountedSizes(client, tableName, () -> hex(random) + hex(random));
    this.settings = settings;
    this.clock = clock;
    this.parallel = parallel;
    this.backoff = backoff;
  }

  private static String hex(RandomGenerator random) {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public void register(IdentityPoolId identityPoolId) {
    Failures.translatedRun(() -> {
      // Read first: it is a tenth of the price, and nearly always the pool is known.
      if (find(identityPoolId).isPresent()) {
        return;
      }
      try {
        pools.putItem(put ->
            put.item(new SeenPool(identityPoolId, clock.instant()))
                .conditionExpression(DatasetTable.absent()));
      } catch (ConditionalCheckFailedException e) {
        // Someone else has just seen it.
      }
    });
  }

  private Optional<SeenPool> find(IdentityPoolId id) {
    return Optional.ofNullable(
        pools.getItem(
            get -> get.key(DatasetTable.key(Keys.POOLS, id.value())).consistentRead(true)));
  }

  @Override
  public Optional<IdentityPoolUsage> usage(IdentityPoolId identityPoolId) {
    return Failures.translated(() -> find(identityPoolId).map(this::usage));
  }

  private IdentityPoolUsage usage(SeenPool pool) {
    long dataBytes = 0;
    Instant modified = pool.firstSeen();
    for (UsageShard shard : shards(pool.identityPoolId())) {
      dataBytes += shard.dataBytes();
      modified = modified.isBefore(shard.modified()) ? shard.modified() : modified;
    }
    return new IdentityPoolUsage(pool.identityPoolId(), dataBytes, modified);
  }

  private List<UsageShard> shards(IdentityPoolId identityPoolId) {
    return shards
        .query(query ->
            query
                .queryConditional(
                    QueryConditional.sortBeginsWith(
                        DatasetTable.key(Keys.poolItems(identityPoolId), Keys.USAGE_SHARDS)))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  @Override
  public List<IdentityPoolUsage> listUsage(String afterIdentityPoolId, int countMax) {
    return Failures.translated(() -> {
      List<SeenPool> page = seen(afterIdentityPoolId, countMax);
      Map<SeenPool, IdentityPoolUsage> usages = new ConcurrentHashMap<>();
      parallel.forEach(page, pool -> usages.put(pool, usage(pool)));
      return page.stream().map(usages::get).toList();
    });
  }

  private List<SeenPool> seen(String afterIdentityPoolId, int countMax) {
    // A sort key is never empty, so there is always one to start after: every id is greater.
    String after = afterIdentityPoolId.isEmpty() ? " " : afterIdentityPoolId;
    return pools
        .query(query ->
            query
                .queryConditional(
                    QueryConditional.sortGreaterThan(DatasetTable.key(Keys.POOLS, after)))
                .limit(countMax)
                .consistentRead(true))
        .items()
        .stream()
        .limit(countMax)
        .toList();
  }

  @Override
  public void count(DatasetSize size) {
    Failures.translatedRun(() -> {
      for (int attempt = 1; attempt <= settings.attemptsMax(); attempt++) {
        CountedSize counted = sizes.read(size.dataset());
        if (counted.revision() >= size.revision()) {
          return;
        }
        if (counted.revision() == 0) {
          // Before anything is counted, so that no counter is of a pool that nobody lists.
          register(size.dataset().identity().identityPoolId());
        }
        if (sizes.replace(counted, size)) {
          return;
        }
        backoff.pause(attempt);
      }
      throw new ContendedException(size.dataset());
    });
  }
}

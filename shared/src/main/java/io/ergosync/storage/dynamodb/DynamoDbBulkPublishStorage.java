package io.ergosync.storage.dynamodb;

import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.BulkPublishStorage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Bulk publishes on a DynamoDB table: every step is one write on the condition that the state is
 * still the one that was read. Safe for use by many threads and processes at the same time.
 */
public final class DynamoDbBulkPublishStorage implements BulkPublishStorage {
  private final DynamoDbTable<StoredBulkPublish> items;
  private final Clock clock;

  /** The bulk publishes of a table. */
  public DynamoDbBulkPublishStorage(DynamoDbClient client, String tableName, Clock clock) {
    this.items = DatasetTable.enhanced(client).table(tableName, StoredBulkPublish.SCHEMA);
    this.clock = clock;
  }

  @Override
  public BulkPublishState state(IdentityPoolId identityPoolId) {
    return Failures.translated(() -> read(identityPoolId).state());
  }

  @Override
  public BulkPublishState.InProgress start(IdentityPoolId identityPoolId, String runId) {
    return Failures.translated(() -> {
      StoredBulkPublish read = read(identityPoolId);
      if (read.state() instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
        return run;
      }
      BulkPublishState.InProgress started = read.state().start(runId, now());
      if (replace(read, read.next(started, BulkPublishProgress.START))
          // The answer to this very write may have been lost.
          || read(identityPoolId).state().isRun(runId)) {
        return started;
      }
      // A state from which one can start changes only by a start.
      throw new BulkPublishInProgressException();
    });
  }

  @Override
  public Optional<BulkPublishProgress> progress(IdentityPoolId identityPoolId, String runId) {
    return Failures.translated(() ->
        Optional.of(read(identityPoolId))
            .filter(item -> underWay(item, runId))
            .map(StoredBulkPublish::progress));
  }

  @Override
  public boolean advance(
      IdentityPoolId identityPoolId,
      String runId,
      BulkPublishProgress from,
      BulkPublishProgress to) {
    return Failures.translated(() -> {
      StoredBulkPublish read = read(identityPoolId);
      if (!underWay(read, runId) || !read.progress().equals(from)) {
        return false;
      }
      if (replace(read, read.next(read.state(), to))) {
        return true;
      }
      // What is there may be this very write, whose answer was lost. If it is another's of the
      // same page, both go on: that costs duplicates, but giving up would end the run for ever.
      StoredBulkPublish now = read(identityPoolId);
      return underWay(now, runId) && now.progress().equals(to);
    });
  }

  private static boolean underWay(StoredBulkPublish item, String runId) {
    return item.state() instanceof BulkPublishState.InProgress run && run.isRun(runId);
  }

  @Override
  public boolean succeed(IdentityPoolId identityPoolId, String runId) {
    return end(
        identityPoolId,
        runId,
        BulkPublishState.Succeeded.class,
        run -> new BulkPublishState.Succeeded(runId, run.startTime(), now()));
  }

  @Override
  public boolean fail(IdentityPoolId identityPoolId, String runId, String message) {
    return end(
        identityPoolId,
        runId,
        BulkPublishState.Failed.class,
        run -> new BulkPublishState.Failed(runId, run.startTime(), message));
  }

  private boolean end(
      IdentityPoolId identityPoolId,
      String runId,
      Class<? extends BulkPublishState> ended,
      Function<BulkPublishState.InProgress, BulkPublishState> end) {
    return Failures.translated(() -> {
      StoredBulkPublish read = read(identityPoolId);
      if (read.state() instanceof BulkPublishState.InProgress run && run.isRun(runId)) {
        if (replace(read, read.next(end.apply(run), read.progress()))) {
          return true;
        }
        // Someone ended the run at the same moment; how, decides.
        read = read(identityPoolId);
      }
      return read.state().isRun(runId) && ended.isInstance(read.state());
    });
  }

  private StoredBulkPublish read(IdentityPoolId id) {
    return Optional.ofNullable(
            items.getItem(get ->
                get.key(DatasetTable.key(Keys.poolItems(id), Keys.BULK_PUBLISH))
                    .consistentRead(true)))
        .orElseGet(() ->
            new StoredBulkPublish(
                id, 0, BulkPublishState.NotStarted.NOT_STARTED, BulkPublishProgress.START));
  }

  /** Writes the item; false if another was written since. */
  private boolean replace(StoredBulkPublish read, StoredBulkPublish next) {
    try {
      items.putItem(
          put -> put.item(next).conditionExpression(DatasetTable.revisionIs(read.revision())));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

package io.ergosync.storage.dynamodb;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.BulkPublishStorage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
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
  public BulkPublishState.InProgress start(
      IdentityPoolId identityPoolId, String runId, BulkPublishState.Target target) {
    return decided(
        identityPoolId,
        (read, _) ->
            read.underWay(runId)
                .<Decision<BulkPublishState.InProgress>>map(Answer::new)
                .orElseGet(() -> {
                  BulkPublishState.InProgress run = read.state().start(runId, target, now());
                  return new Write<>(read.started(run), run);
                }));
  }

  @Override
  public Attempt attempt(IdentityPoolId identityPoolId, String runId) {
    return decided(
        identityPoolId,
        (read, _) ->
            read.underWay(runId)
                .<Decision<Attempt>>map(run -> attempt(read, run))
                .orElseGet(() -> new Answer<>(Attempt.NotUnderWay.NOT_UNDER_WAY)));
  }

  private static Decision<Attempt> attempt(
      StoredBulkPublish read, BulkPublishState.InProgress run) {
    if (read.attempts() < BulkPublishProgress.ATTEMPTS_MAX) {
      return new Write<>(read.attempted(), new Attempt.Begun(run, read.progress()));
    }
    BulkPublishState.Failed end = BulkPublishState.withoutProgress(run);
    return new Write<>(read.ended(end), new Attempt.TooMany(end));
  }

  @Override
  public boolean advance(
      IdentityPoolId identityPoolId,
      String runId,
      BulkPublishProgress from,
      BulkPublishProgress to) {
    return decided(
        identityPoolId,
        (read, refused) -> {
          boolean underWay = read.underWay(runId).isPresent();
          // What was refused may have been taken before, its answer lost. If what is there is
          // another's write of the same page, both go on: that costs duplicates, but ending here
          // would leave the run to nobody.
          return underWay && read.progress().equals(from)
              ? new Write<>(read.advanced(to), true)
              : new Answer<>(refused && underWay && read.progress().equals(to));
        });
  }

  @Override
  public boolean succeed(IdentityPoolId identityPoolId, String runId) {
    return end(
        identityPoolId,
        runId,
        BulkPublishState.Succeeded.class,
        run -> new BulkPublishState.Succeeded(runId, run.target(), run.startTime(), now()));
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
    return decided(
        identityPoolId,
        (read, _) ->
            read.underWay(runId)
                .<Decision<Boolean>>map(run -> new Write<>(read.ended(end.apply(run)), true))
                // Somebody ended the run before; how, decides.
                .orElseGet(() ->
                    new Answer<>(read.state().isRun(runId) && ended.isInstance(read.state()))));
  }

  /** What is to be done about an item that was read. */
  private sealed interface Decision<T> {}

  /** Nothing; the answer is known. */
  private record Answer<T>(T answer) implements Decision<T> {}

  /** A write, and the answer if it is taken. */
  private record Write<T>(StoredBulkPublish next, T answer) implements Decision<T> {}

  /**
   * Reads the item and does what is decided about it, again if it was written meanwhile: somebody
   * came further then, so this ends.
   *
   * @param decision by the item and whether a write of this call was refused before
   */
  private <T> T decided(
      IdentityPoolId identityPoolId, BiFunction<StoredBulkPublish, Boolean, Decision<T>> decision) {
    return Failures.translated(() -> {
      Optional<Write<T>> refused = Optional.empty();
      while (true) {
        StoredBulkPublish read = read(identityPoolId);
        if (refused.isPresent() && refused.get().next().equals(read)) {
          // It was taken, and only its answer was lost.
          return refused.get().answer();
        }
        switch (decision.apply(read, refused.isPresent())) {
          case Answer<T>(T answer) -> {
            return answer;
          }
          case Write<T> write -> {
            if (replace(read, write.next())) {
              return write.answer();
            }
            refused = Optional.of(write);
          }
        }
      }
    });
  }

  private StoredBulkPublish read(IdentityPoolId id) {
    return Optional.ofNullable(
            items.getItem(get ->
                get.key(DatasetTable.key(Keys.poolItems(id), Keys.BULK_PUBLISH))
                    .consistentRead(true)))
        .orElseGet(() -> StoredBulkPublish.neverStarted(id));
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

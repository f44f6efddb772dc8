package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.IdentityPoolId;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * The item of a pool's newest bulk publish.
 *
 * @param revision how often it was written, 0 if it never was
 * @param progress how far it came; kept when it ends
 * @param attempts how many were begun since it last came further
 */
record StoredBulkPublish(
    IdentityPoolId identityPoolId,
    long revision,
    BulkPublishState state,
    BulkPublishProgress progress,
    int attempts) {
  static final String ENTITY = "BULKPUBLISH";

  static final TableSchema<StoredBulkPublish> SCHEMA =
      TableSchema.builder(StoredBulkPublish.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(item -> Keys.poolItems(item.identityPoolId))
                      .setter((b, v) -> b.pk = v)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(_ -> Keys.BULK_PUBLISH)
                      .setter((_, _) -> {})
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> ENTITY).setter((_, _) -> {}))
          .addAttribute(
              Long.class,
              a ->
                  a.name(HeadSchema.REVISION)
                      .getter(StoredBulkPublish::revision)
                      .setter((b, v) -> b.revision = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("status")
                      .getter(item -> item.columns().status)
                      .setter((b, v) -> b.status = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("runId")
                      .getter(item -> item.columns().runId)
                      .setter((b, v) -> b.runId = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("started")
                      .getter(item -> item.columns().started)
                      .setter((b, v) -> b.started = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("streamName")
                      .getter(item -> item.target().map(Target::streamName).orElse(null))
                      .setter((b, v) -> b.streamName = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("roleArn")
                      .getter(item ->
                          item.target()
                              .map(Target::roleArn)
                              .filter(role -> !role.isEmpty())
                              .orElse(null))
                      .setter((b, v) -> b.roleArn = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("completed")
                      .getter(item ->
                          item.state instanceof BulkPublishState.Succeeded success
                              ? success.completeTime().toEpochMilli()
                              : null)
                      .setter((b, v) -> b.completed = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("failureMessage")
                      .getter(item ->
                          item.state instanceof BulkPublishState.Failed failure
                              ? failure.failureMessage()
                              : null)
                      .setter((b, v) -> b.failureMessage = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("cursor")
                      .getter(
                          item -> item.progress.cursor().isEmpty() ? null : item.progress.cursor())
                      .setter((b, v) -> b.cursor = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("published")
                      .getter(
                          item -> item.progress.datasets() == 0 ? null : item.progress.datasets())
                      .setter((b, v) -> b.published = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("unreadable")
                      .getter(item ->
                          item.progress.unreadable() == 0 ? null : item.progress.unreadable())
                      .setter((b, v) -> b.unreadable = v))
          .addAttribute(
              Integer.class,
              a ->
                  a.name("attempts")
                      .getter(item -> item.attempts == 0 ? null : item.attempts)
                      .setter((b, v) -> b.attempts = v))
          .build();

  /** The item of a pool that never had one. */
  static StoredBulkPublish neverStarted(IdentityPoolId identityPoolId) {
    return new StoredBulkPublish(
        identityPoolId, 0, BulkPublishState.NotStarted.NOT_STARTED, BulkPublishProgress.START, 0);
  }

  /** The item after the start of a run. */
  StoredBulkPublish started(BulkPublishState.InProgress run) {
    return new StoredBulkPublish(identityPoolId, revision + 1, run, BulkPublishProgress.START, 0);
  }

  /** The item after another attempt was begun. */
  StoredBulkPublish attempted() {
    return new StoredBulkPublish(identityPoolId, revision + 1, state, progress, attempts + 1);
  }

  /** The item after the run came further. */
  StoredBulkPublish advanced(BulkPublishProgress to) {
    return new StoredBulkPublish(identityPoolId, revision + 1, state, to, 0);
  }

  /** The item after the run ended. */
  StoredBulkPublish ended(BulkPublishState end) {
    return new StoredBulkPublish(identityPoolId, revision + 1, end, progress, attempts);
  }

  /** The run of an id, if it is under way. */
  Optional<BulkPublishState.InProgress> underWay(String runId) {
    return state instanceof BulkPublishState.InProgress run && run.isRun(runId)
        ? Optional.of(run)
        : Optional.empty();
  }

  private Optional<Target> target() {
    return switch (state) {
      case BulkPublishState.InProgress run -> Optional.of(run.target());
      case BulkPublishState.Succeeded run -> Optional.of(run.target());
      case BulkPublishState.Failed _, BulkPublishState.NotStarted _ -> Optional.empty();
    };
  }

  /** The attributes that every stored state has. */
  private record Columns(String status, String runId, long started) {}

  private Columns columns() {
    return switch (state) {
      case BulkPublishState.InProgress run -> columns("IN_PROGRESS", run.runId(), run.startTime());
      case BulkPublishState.Succeeded run -> columns("SUCCEEDED", run.runId(), run.startTime());
      case BulkPublishState.Failed run -> columns("FAILED", run.runId(), run.startTime());
      case BulkPublishState.NotStarted _ ->
          throw new IllegalStateException("a bulk publish that was never started is not stored");
    };
  }

  private static Columns columns(String status, String runId, Instant started) {
    return new Columns(status, runId, started.toEpochMilli());
  }

  /** Collects the attributes of an item. */
  static final class Builder {
    private String pk = "";
    private long revision = -1;
    private String status = "";
    private String runId = "";
    private long started;
    private long completed;
    private String failureMessage = "";
    private String streamName = "";
    private String roleArn = "";
    private String cursor = "";
    private long published;
    private long unreadable;
    private int attempts;

    StoredBulkPublish build() {
      if (revision < 1 || runId.isEmpty()) {
        throw new IllegalArgumentException("an attribute is missing in the bulk publish of " + pk);
      }
      return new StoredBulkPublish(
          Keys.identityPoolId(pk),
          revision,
          state(),
          new BulkPublishProgress(cursor, published, unreadable),
          attempts);
    }

    private BulkPublishState state() {
      Target target = new Target(streamName, roleArn);
      Instant startTime = Instant.ofEpochMilli(started);
      return switch (status) {
        case "IN_PROGRESS" -> new BulkPublishState.InProgress(runId, target, startTime);
        case "SUCCEEDED" ->
            new BulkPublishState.Succeeded(
                runId, target, startTime, Instant.ofEpochMilli(completed));
        case "FAILED" -> new BulkPublishState.Failed(runId, startTime, failureMessage);
        default -> throw new IllegalArgumentException("no status of a bulk publish: " + status);
      };
    }
  }
}

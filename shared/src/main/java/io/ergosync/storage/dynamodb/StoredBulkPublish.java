package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * The item of a pool's newest bulk publish.
 *
 * @param revision how often it was written, 0 if it never was
 * @param progress how far it came; kept when it ends
 */
record StoredBulkPublish(
    IdentityPoolId identityPoolId,
    long revision,
    BulkPublishState state,
    BulkPublishProgress progress) {
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
          .build();

  /** The item after one more write. */
  StoredBulkPublish next(BulkPublishState nextState, BulkPublishProgress nextProgress) {
    return new StoredBulkPublish(identityPoolId, revision + 1, nextState, nextProgress);
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
    private String cursor = "";
    private long published;

    StoredBulkPublish build() {
      if (revision < 1 || runId.isEmpty()) {
        throw new IllegalArgumentException("an attribute is missing in the bulk publish of " + pk);
      }
      return new StoredBulkPublish(
          Keys.identityPoolId(pk), revision, state(), new BulkPublishProgress(cursor, published));
    }

    private BulkPublishState state() {
      Instant startTime = Instant.ofEpochMilli(started);
      return switch (status) {
        case "IN_PROGRESS" -> new BulkPublishState.InProgress(runId, startTime);
        case "SUCCEEDED" ->
            new BulkPublishState.Succeeded(runId, startTime, Instant.ofEpochMilli(completed));
        case "FAILED" -> new BulkPublishState.Failed(runId, startTime, failureMessage);
        default -> throw new IllegalArgumentException("no status of a bulk publish: " + status);
      };
    }
  }
}

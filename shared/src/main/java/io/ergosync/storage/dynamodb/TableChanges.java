package io.ergosync.storage.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.change.ChangeReader;
import io.ergosync.change.Patch;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.NoConsequence;
import io.ergosync.change.UnreadableRecordException;
import io.ergosync.domain.BulkPublishState;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the items of this package from the table's stream. Safe for use by many threads. */
public final class TableChanges implements ChangeReader {
  @Override
  public TableChange read(StreamRecord record) throws UnreadableRecordException {
    try {
      Map<String, AttributeValue> newItem = DynamoDbJson.item(record.newImage());
      Map<String, AttributeValue> oldItem = DynamoDbJson.item(record.oldImage());
      // Nothing follows from removals: only we remove, and know what we do.
      return newItem.isEmpty()
          ? NoConsequence.NO_CONSEQUENCE
          : read(record, entity(record.newImage()), newItem, oldItem);
    } catch (RuntimeException e) {
      throw new UnreadableRecordException(
          "A stored item is damaged: %s.".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static String entity(JsonNode image) {
    return image.path("entity").path("S").asText();
  }

  private static TableChange read(
      StreamRecord record,
      String entity,
      Map<String, AttributeValue> newItem,
      Map<String, AttributeValue> oldItem)
      throws UnreadableRecordException {
    return switch (entity) {
      case HeadSchema.ENTITY ->
          ofHead(
              record,
              HeadSchema.SCHEMA.mapToItem(newItem),
              oldItem.isEmpty()
                  ? Optional.empty()
                  : Optional.of(HeadSchema.SCHEMA.mapToItem(oldItem)));
      case "RECORD" ->
          oldItem.isEmpty()
              ? NoConsequence.NO_CONSEQUENCE
              : ofReplaced(SettledRecordSchema.SCHEMA.mapToItem(oldItem));
      case "CHUNK" -> {
        Keys.ChunkKey key = Keys.chunkKey(newItem.get(Keys.PK).s(), newItem.get(Keys.SK).s());
        yield new TableChange.ChunkWritten(
            key.life().dataset(), key.life().generation(), key.chunksId(), record.date());
      }
      case StoredBulkPublish.ENTITY ->
          ofBulkPublish(
              StoredBulkPublish.SCHEMA.mapToItem(newItem),
              oldItem.isEmpty()
                  ? Optional.empty()
                  : Optional.of(StoredBulkPublish.SCHEMA.mapToItem(oldItem)));
      case "IDENTITY",
          DeviceSchema.ENTITY,
          "SUBSCRIPTION",
          "CONFIGURATION",
          StoredEvents.ENTITY,
          "POOL",
          UsageShard.ENTITY,
          "COUNTED" ->
          NoConsequence.NO_CONSEQUENCE;
      default ->
          throw new UnreadableRecordException(
              entity.isEmpty()
                  ? "An item without a kind."
                  : "An item of the unknown kind %s.".formatted(entity));
    };
  }

  private static TableChange ofHead(StreamRecord record, Head head, Optional<Head> old) {
    if (!head.exists() && old.map(Head::exists).orElse(false)) {
      return new TableChange.DatasetDeleted(
          head.id(),
          old.orElseThrow().generation(),
          head.revision(),
          head.syncCount(),
          record.date());
    }
    if (head.exists() && head.syncCount() > old.map(Head::syncCount).orElse(0L)) {
      return new TableChange.DatasetCommitted(
          head.id(),
          head.generation(),
          head.revision(),
          head.syncCount(),
          head.deletedSyncCount(),
          head.modified(),
          head.deviceId(),
          patch(head),
          head.counters().dataBytes(),
          old.map(before ->
                  !before.exists() || before.counters().dataBytes() != head.counters().dataBytes())
              .orElse(true));
    }
    // Settled, or linked to another dataset.
    return NoConsequence.NO_CONSEQUENCE;
  }

  private static Patch patch(Head head) {
    return switch (head.overflow()) {
      case Overflow.Chunks chunks when chunks.syncCount() == head.syncCount() ->
          new Patch.Chunked(chunks.commitId(), chunks.chunkCount());
      case Overflow _ ->
          new Patch.Inline(
              head.journal().records().values().stream()
                  .filter(changed -> changed.syncCount() == head.syncCount())
                  .toList());
    };
  }

  private static TableChange ofReplaced(SettledRecord old) {
    return switch (old.value()) {
      case SettledRecord.StoredValue.Inline _ -> NoConsequence.NO_CONSEQUENCE;
      case SettledRecord.StoredValue.Chunked chunked -> {
        Keys.Life life = Keys.life(old.partition());
        yield new TableChange.LargeValueReplaced(
            life.dataset(), life.generation(), chunked.chunksId());
      }
    };
  }

  /** A run that was under way already came further: nothing follows from that. */
  private static TableChange ofBulkPublish(
      StoredBulkPublish item, Optional<StoredBulkPublish> old) {
    return switch (item.state()) {
      case BulkPublishState.InProgress run
          when old.map(before -> !before.state().isRun(run.runId())).orElse(true) ->
          new TableChange.BulkPublishStarted(item.identityPoolId(), run.runId());
      case BulkPublishState _ -> NoConsequence.NO_CONSEQUENCE;
    };
  }
}

package io.ergosync.functions.records;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.auth.Caller;
import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.trigger.SyncTriggers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * UpdateRecords: applies all patches to a dataset or none, and uses the session up. An identity's
 * update goes past its pool's SyncTrigger first; a developer's never does.
 */
public final class UpdateRecords
    implements Operation<UpdateRecords.Request, UpdateRecords.Response> {
  private final DatasetStorage storage;
  private final SyncSessionTokens tokens;
  private final SyncTriggers triggers;
  private final Limits limits;
  private final Clock clock;

  /**
   * The operation on the datasets of a storage, in sessions with these tokens.
   *
   * @param limits the storage's own, to refuse early what they make impossible
   * @param clock to measure answers with, before the storage takes an update
   */
  public UpdateRecords(
      DatasetStorage storage,
      SyncSessionTokens tokens,
      SyncTriggers triggers,
      Limits limits,
      Clock clock) {
    this.storage = requireNonNull(storage);
    this.tokens = requireNonNull(tokens);
    this.triggers = requireNonNull(triggers);
    this.limits = requireNonNull(limits);
    this.clock = requireNonNull(clock);
  }

  @Override
  public Response execute(Request request, RequestContext context) {
    SyncSession session = tokens.read(request.syncSessionToken(), request.dataset());
    List<RecordPatch> patches = request.patches();
    if (patches.isEmpty()) {
      return new Response(List.of());
    }
    if (patches.size() > limits.itemsPerDatasetMax()) {
      throw new LimitExceededException(
          "A dataset can hold at most %s records and removed records together; this update has %s patches."
              .formatted(limits.itemsPerDatasetMax(), patches.size()));
    }
    Author author = author(context.caller(), request.deviceId());
    requireReturnable(patches, author);
    Update update = new Update(patches, session, author);
    Optional<SyncTrigger> trigger = trigger(context.caller(), request.dataset());
    UpdateResult result =
        trigger.isPresent()
            ? storage.update(request.dataset(), update, returnable(trigger.get(), author))
            : storage.update(request.dataset(), update);
    return new Response(result.records());
  }

  private Optional<SyncTrigger> trigger(Caller caller, DatasetId dataset) {
    return switch (caller) {
      case Caller.Developer _ -> Optional.empty();
      case Caller.CognitoIdentity _ -> triggers.of(dataset);
    };
  }

  /** The trigger, with the same refusal of what it makes of the update. */
  private SyncTrigger returnable(SyncTrigger trigger, Author author) {
    return (records, patches) -> {
      Map<String, RecordValue> changes = trigger.changes(records, patches);
      Map<String, RecordValue> others = new HashMap<>(changes);
      List<RecordPatch> result = new ArrayList<>();
      for (RecordPatch patch : patches) {
        RecordValue changed = others.remove(patch.key());
        result.add(changed == null ? patch : withValue(patch, changed));
      }
      others.forEach(
          (key, value) -> result.add(new RecordPatch(key, value, 0, DeviceDate.Absent.ABSENT)));
      requireReturnable(result, author);
      return changes;
    };
  }

  private static RecordPatch withValue(RecordPatch patch, RecordValue value) {
    return new RecordPatch(patch.key(), value, patch.syncCount(), patch.deviceLastModifiedDate());
  }

  private static Author author(Caller caller, String deviceId) {
    return switch (caller) {
      case Caller.Developer developer -> new Author(developer.accountId(), deviceId);
      case Caller.CognitoIdentity cognito ->
          new Author(
              deviceId.isEmpty() ? cognito.identity().identityId().value() : deviceId, deviceId);
    };
  }

  /**
   * Refuses an update whose answer Lambda could not return: the client would never learn that it
   * was made, nor could a list ever show its records. Control characters and quotes take up to
   * seven times as much in the answer as in the dataset.
   */
  private void requireReturnable(List<RecordPatch> patches, Author author) {
    Instant now = clock.instant();
    RecordsSize size = RecordsSize.ZERO;
    for (RecordPatch patch : patches) {
      size =
          size.plus(
              new DatasetRecord(
                  patch.key(),
                  patch.value(),
                  Long.MAX_VALUE,
                  now,
                  author.lastModifiedBy(),
                  patch.deviceLastModifiedDate().orServerDate(now)));
    }
    if (size.bytes() > RecordsSize.UPDATE_BYTES_MAX) {
      throw new LimitExceededException(
          "The answer to this update would take %s bytes, more than the %s that can be returned; send smaller values or fewer at once."
              .formatted(size.bytes(), RecordsSize.UPDATE_BYTES_MAX));
    }
  }

  /**
   * What is asked for.
   *
   * @param deviceId the device that made the changes; empty if it did not say
   * @param patches each of another key
   */
  public record Request(
      DatasetId dataset, String deviceId, List<RecordPatch> patches, String syncSessionToken) {
    public Request {
      requireNonNull(dataset);
      requireNonNull(deviceId);
      patches = List.copyOf(patches);
      requireNonNull(syncSessionToken);
    }
  }

  /**
   * The patched records as they now stand, in the order of the patches, then those that a trigger
   * changed besides.
   */
  public record Response(List<DatasetRecord> records) {
    public Response {
      records = List.copyOf(records);
    }
  }
}

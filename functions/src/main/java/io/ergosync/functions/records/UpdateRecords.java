package io.ergosync.functions.records;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.auth.Caller;
import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.storage.DatasetStorage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** UpdateRecords: applies all patches to a dataset or none, and uses the session up. */
public final class UpdateRecords
    implements Operation<UpdateRecords.Request, UpdateRecords.Response> {
  private final DatasetStorage storage;
  private final SyncSessionTokens tokens;
  private final Limits limits;
  private final Clock clock;

  /**
   * The operation on the datasets of a storage, in sessions with these tokens.
   *
   * @param limits the storage's own, to refuse early what they make impossible
   * @param clock to measure answers with, before the storage takes an update
   */
  public UpdateRecords(
      DatasetStorage storage, SyncSessionTokens tokens, Limits limits, Clock clock) {
    this.storage = requireNonNull(storage);
    this.tokens = requireNonNull(tokens);
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
          "A dataset can hold at most %d records and removed records together; this update has %d patches."
              .formatted(limits.itemsPerDatasetMax(), patches.size()));
    }
    Author author = author(context.caller(), request.deviceId());
    requireReturnable(patches, author);
    return new Response(
        storage.update(request.dataset(), new Update(patches, session, author)).records());
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
          "The answer to this update would take %d bytes, more than the %d that can be returned; send smaller values or fewer at once."
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

  /** The patched records as they now stand, in the order of the patches. */
  public record Response(List<DatasetRecord> records) {
    public Response {
      records = List.copyOf(records);
    }
  }
}

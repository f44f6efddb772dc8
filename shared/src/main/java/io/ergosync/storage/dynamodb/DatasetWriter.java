package io.ergosync.storage.dynamodb;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.ergosync.domain.Commit;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordVersion;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.domain.UsedSession;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Updates: read the head, find the newest version of each patched record, work out the commit, make
 * room, and write the head on the condition that it is still the one that was read. Everything
 * before that last write can be repeated or abandoned without anyone seeing it.
 */
final class DatasetWriter {
  private final Heads heads;
  private final DatasetReader reader;
  private final SettledRecords settledRecords;
  private final ChunkStore chunks;
  private final HeadAttempts attempts;
  private final StorageSettings settings;
  private final Limits limits;
  private final Clock clock;
  private final Supplier<String> chunksIds;

  /**
   * @param chunksIds unique texts, for the ids of the chunks of patches
   */
  DatasetWriter(
      Heads heads,
      DatasetReader reader,
      SettledRecords settledRecords,
      ChunkStore chunks,
      HeadAttempts attempts,
      StorageSettings settings,
      Limits limits,
      Clock clock,
      Supplier<String> chunksIds) {
    this.heads = heads;
    this.reader = reader;
    this.settledRecords = settledRecords;
    this.chunks = chunks;
    this.attempts = attempts;
    this.settings = settings;
    this.limits = limits;
    this.clock = clock;
    this.chunksIds = chunksIds;
  }

  UpdateResult update(DatasetId id, Update update) {
    return update(id, update.session(), PlannedUpdate.asSent(update));
  }

  UpdateResult update(DatasetId id, Update update, SyncTrigger trigger) {
    return update(id, update.session(), PlannedUpdate.triggered(update, trigger, reader));
  }

  private UpdateResult update(DatasetId id, SyncSession session, PlannedUpdate planned) {
    return attempts.untilDone(
        id,
        head -> {
          Optional<UsedSession> taken = head.usedSessions().findTaken(session, head.generation());
          if (taken.isPresent()) {
            // This very update was taken, and its client or the last attempt did not learn of it.
            return Optional.of(planned.firstAnswer(head, taken.get()));
          }
          Prepared prepared = prepare(head, planned.over(head));
          return heads.write(head, prepared.next())
              ? Optional.of(prepared.result())
              : Optional.empty();
        });
  }

  /**
   * Does everything of an update over a head but the write of the next head.
   *
   * @throws StaleHeadException if what is read does not fit the head
   */
  Prepared prepare(Head head, Update update) {
    RecentRecords recent = new RecentRecords(head, chunks);
    Map<String, RecordVersion> versions = versions(head, recent, update.patches());
    Commit commit = commit(head, update, versions);
    return new Prepared(
        head.after(commit, update, makeRoom(head, recent, commit)), commit.result());
  }

  /** The head with which an update is taken, and the update's answer then. */
  record Prepared(Head next, UpdateResult result) {}

  /**
   * What the update makes of the dataset. A refusal that rests on settled records must not mix two
   * moments: the dataset may have been deleted, and its records be on their way out, since the head
   * was read.
   */
  private Commit commit(Head head, Update update, Map<String, RecordVersion> versions) {
    try {
      return Commit.of(
          update,
          head.syncCount(),
          head.counters(),
          key -> versions.getOrDefault(key, RecordVersion.ABSENT),
          limits,
          clock.instant().truncatedTo(ChronoUnit.MILLIS));
    } catch (StaleSyncCountException | LimitExceededException refusal) {
      if (head.hasSettled() && heads.read(head.id()).revision() != head.revision()) {
        throw new StaleHeadException(head, "it was written since it was read");
      }
      throw refusal;
    }
  }

  /**
   * The newest versions of the patched records; keys that the dataset does not have are left out.
   */
  private Map<String, RecordVersion> versions(
      Head head, RecentRecords recent, List<RecordPatch> patches) {
    Map<String, RecordVersion> versions = new HashMap<>();
    List<String> elsewhere = new ArrayList<>();
    for (RecordPatch patch : patches) {
      // The overflow is fetched only for a key that the journal does not have.
      Optional<DatasetRecord> record =
          head.journal().find(patch.key()).or(() -> recent.overflow().find(patch.key()));
      record.ifPresentOrElse(
          found -> versions.put(patch.key(), RecordVersion.of(found)),
          () -> elsewhere.add(patch.key()));
    }
    if (head.hasSettled() && !elsewhere.isEmpty()) {
      String partition = Keys.records(head.id(), head.generation());
      for (SettledRecord record : settledRecords.find(partition, elsewhere)) {
        if (record.syncCount() > head.syncCount()) {
          throw new StaleHeadException(head, "a settled record is newer than its head");
        }
        versions.put(record.key(), record.version());
      }
    }
    return versions;
  }

  /**
   * Moves older records out of the head, or the patch, where they would be too large for it
   * together.
   */
  private Head.Recent makeRoom(Head head, RecentRecords recent, Commit commit) {
    List<DatasetRecord> patch = commit.result().records();
    String partition = Keys.records(head.id(), head.generation());
    byte[] packedPatch = JournalCodec.encode(patch);
    if (packedPatch.length > settings.patchBytesMax()) {
      settleOlder(partition, recent, patch);
      String chunksId = Keys.patchChunksId(head.revision(), chunksIds.get());
      int chunkCount = chunks.write(partition, chunksId, packedPatch);
      return new Head.Recent(
          Journal.EMPTY,
          new Overflow.Chunks(chunksId, commit.result().syncCount(), chunkCount),
          head.syncCount());
    }
    Journal journal = head.journal().overlaidWith(patch);
    if (JournalCodec.encode(journal.records().values()).length > settings.journalBytesMax()) {
      settleOlder(partition, recent, patch);
      return new Head.Recent(Journal.of(patch), Overflow.None.NONE, head.syncCount());
    }
    return new Head.Recent(journal, head.overflow(), head.settledThrough());
  }

  private void settleOlder(String partition, RecentRecords recent, List<DatasetRecord> patch) {
    Set<String> patched = patch.stream().map(DatasetRecord::key).collect(toUnmodifiableSet());
    settledRecords.settle(partition, recent.without(patched));
  }
}

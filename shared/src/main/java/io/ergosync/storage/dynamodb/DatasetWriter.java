package io.ergosync.storage.dynamodb;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.ergosync.domain.Commit;
import io.ergosync.domain.ContendedException;
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
import java.util.HashSet;
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
  private final StorageSettings settings;
  private final Limits limits;
  private final Clock clock;
  private final Supplier<String> commitIds;
  private final Backoff backoff;

  DatasetWriter(
      Heads heads,
      DatasetReader reader,
      SettledRecords settledRecords,
      ChunkStore chunks,
      StorageSettings settings,
      Limits limits,
      Clock clock,
      Supplier<String> commitIds,
      Backoff backoff) {
    this.heads = heads;
    this.reader = reader;
    this.settledRecords = settledRecords;
    this.chunks = chunks;
    this.settings = settings;
    this.limits = limits;
    this.clock = clock;
    this.commitIds = commitIds;
    this.backoff = backoff;
  }

  UpdateResult update(DatasetId id, Update update) {
    return update(id, update.session(), PlannedUpdate.asSent(update, heads));
  }

  UpdateResult update(DatasetId id, Update update, SyncTrigger trigger) {
    return update(id, update.session(), PlannedUpdate.triggered(update, trigger, reader, heads));
  }

  UpdateResult update(DatasetId id, SyncSession session, PlannedUpdate planned) {
    Set<WrittenChunks> written = new HashSet<>();
    for (int attempt = 1; ; attempt++) {
      Head head = heads.read(id);
      removeUnreferenced(written, head);
      try {
        Optional<UsedSession> used = head.usedSessions().find(session);
        if (used.isPresent()) {
          // This very update was taken, and its client or the last attempt did not learn of it.
          return planned.firstAnswer(head, used.get());
        }
        if (attempt > settings.attemptsMax()) {
          throw new ContendedException(id);
        }
        Optional<UpdateResult> result = attempt(head, planned, written);
        if (result.isPresent()) {
          return result.get();
        }
      } catch (StaleHeadException _) {
        // Start again from a new head, as after a lost race.
        if (attempt > settings.attemptsMax()) {
          throw new ContendedException(id);
        }
      } catch (LimitExceededException e) {
        removeUnreferenced(written, head);
        throw e;
      }
      backoff.pause(attempt);
    }
  }

  private Optional<UpdateResult> attempt(
      Head head, PlannedUpdate planned, Set<WrittenChunks> written) {
    Update update = planned.over(head);
    RecentRecords recent = new RecentRecords(head, chunks);
    Map<String, RecordVersion> versions = versions(head, recent, update.patches());
    Commit commit = commit(head, update, versions);
    Head next = head.after(commit, update, makeRoom(head, recent, commit, written));
    return planned.write(head, next) ? Optional.of(commit.result()) : Optional.empty();
  }

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
        throw new StaleHeadException();
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
          throw new StaleHeadException();
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
  private Head.Recent makeRoom(
      Head head, RecentRecords recent, Commit commit, Set<WrittenChunks> written) {
    List<DatasetRecord> patch = commit.result().records();
    String partition = Keys.records(head.id(), head.generation());
    byte[] packedPatch = JournalCodec.encode(patch);
    if (packedPatch.length > settings.patchBytesMax()) {
      settleOlder(partition, recent, patch);
      WrittenChunks chunked = new WrittenChunks(partition, commitIds.get());
      written.add(chunked);
      int chunkCount = chunks.write(partition, chunked.chunksId(), packedPatch);
      return new Head.Recent(
          Journal.EMPTY,
          new Overflow.Chunks(chunked.chunksId(), commit.result().syncCount(), chunkCount),
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

  /**
   * Removes what earlier attempts of this update wrote in vain. A head that was read after the
   * attempt tells: an attempt whose answer was lost may have been the one that made it.
   */
  private void removeUnreferenced(Set<WrittenChunks> written, Head head) {
    written.removeIf(chunked -> {
      boolean unreferenced = !head.overflow().isIn(chunked.chunksId());
      if (unreferenced) {
        chunks.remove(chunked.partition(), chunked.chunksId());
      }
      return unreferenced;
    });
  }

  /** Chunks that an attempt wrote before its head. */
  private record WrittenChunks(String partition, String chunksId) {}
}

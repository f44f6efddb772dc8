package io.ergosync.storage.dynamodb;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists: the head alone where it holds everything new, else also the settled records, of which the
 * head then says whether they are all there.
 */
final class DatasetReader {
  private static final Comparator<DatasetRecord> BY_SYNC_COUNT =
      Comparator.comparingLong(DatasetRecord::syncCount).thenComparing(DatasetRecord::key);

  private final Heads heads;
  private final SettledRecords settledRecords;
  private final ChunkStore chunks;
  private final HeadAttempts attempts;

  DatasetReader(
      Heads heads, SettledRecords settledRecords, ChunkStore chunks, HeadAttempts attempts) {
    this.heads = heads;
    this.settledRecords = settledRecords;
    this.chunks = chunks;
    this.attempts = attempts;
  }

  Changes listChanges(DatasetId id, long afterSyncCount) {
    return attempts.untilDone(id, head -> Optional.of(changes(head, afterSyncCount)));
  }

  private Changes changes(Head head, long afterSyncCount) {
    if (!head.exists()) {
      return new Changes.Absent(
          head.deletedSyncCount(),
          head.generation(),
          head.mergeLinks().mergedDatasets(),
          head.usedSessions());
    }
    // Every record of this life is newer than the deletion that came before it.
    long after = Math.max(afterSyncCount, head.deletedSyncCount());
    Collection<DatasetRecord> candidates =
        after >= head.settledThrough() ? recent(head, after) : everything(head, after);
    List<DatasetRecord> records =
        candidates.stream()
            .filter(record -> record.syncCount() > after)
            .sorted(BY_SYNC_COUNT)
            .toList();
    return new Changes.Present(
        head.syncCount(),
        head.deletedSyncCount(),
        head.generation(),
        head.modifiedBy(),
        records,
        head.mergeLinks().mergedDatasets(),
        head.usedSessions());
  }

  /**
   * Every record and tombstone of a head that was just read, by sync count and then by key.
   *
   * @throws StaleHeadException if what is read does not fit the head
   */
  List<DatasetRecord> allRecords(Head head) {
    if (!head.exists()) {
      return List.of();
    }
    Collection<DatasetRecord> records = head.hasSettled() ? everything(head, 0) : recent(head, 0);
    return records.stream().sorted(BY_SYNC_COUNT).toList();
  }

  /** What journal and overflow hold; the overflow is fetched only if it is news. */
  private Collection<DatasetRecord> recent(Head head, long after) {
    boolean overflowIsNews =
        switch (head.overflow()) {
          case Overflow.None _ -> false;
          case Overflow.Chunks overflow -> overflow.syncCount() > after;
        };
    Journal overflow = overflowIsNews ? new RecentRecords(head, chunks).overflow() : Journal.EMPTY;
    return overflow.overlaidWith(head.journal().records().values()).records().values();
  }

  private Collection<DatasetRecord> everything(Head head, long after) {
    Journal overflow = new RecentRecords(head, chunks).overflow();
    List<SettledRecord> settled = settledRecords.all(Keys.records(head.id(), head.generation()));
    if (settled.stream().anyMatch(record -> record.syncCount() > head.syncCount())) {
      throw new StaleHeadException(head, "a settled record is newer than its head");
    }
    Journal recent = overflow.overlaidWith(head.journal().records().values());
    Map<String, DatasetRecord> newest = new HashMap<>(recent.records());
    int count = newest.size();
    for (SettledRecord record : settled) {
      if (recent.find(record.key()).isEmpty()) {
        count++;
        if (record.syncCount() > after) {
          newest.put(record.key(), withValue(head, record));
        }
      }
    }
    checkStillComplete(head, count);
    return newest.values();
  }

  private DatasetRecord withValue(Head head, SettledRecord record) {
    return settledRecords
        .withValue(record)
        .orElseThrow(
            () -> new StaleHeadException(head, "chunks of a value are missing or too many"));
  }

  /**
   * The second reading of the head: the dataset may have been deleted meanwhile, its items being
   * removed one by one, and a slow writer may even have put an old version back among them.
   */
  private void checkStillComplete(Head head, int count) {
    if (count != head.counters().itemCount()) {
      throw new StaleHeadException(
          head,
          "it has %s items where its head counts %s".formatted(count, head.counters().itemCount()));
    }
    if (heads.read(head.id()).generation() != head.generation()) {
      throw new StaleHeadException(head, "its generation ended");
    }
  }
}

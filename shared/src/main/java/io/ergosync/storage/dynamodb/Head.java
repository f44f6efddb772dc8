package io.ergosync.storage.dynamodb;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.Commit;
import io.ergosync.domain.Counters;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Update;
import io.ergosync.domain.UsedSessions;
import java.time.Instant;

/**
 * The head of a dataset: its counters and its newest records. Every write of it raises the
 * revision, and a write succeeds only on the revision that was read: that makes it the one point at
 * which anything happens to the dataset.
 *
 * @param revision how often the head was written, 0 if it never was
 * @param exists false for a dataset that never existed or is deleted
 * @param syncCount the count of the newest update, which goes on over deletion
 * @param generation how often the dataset was deleted: each life keeps its records under a key of
 *     its own
 * @param deletedSyncCount the sync count at the newest deletion, 0 if there was none
 * @param settledThrough journal and overflow hold every change after this sync count
 * @param journal the newest records, those of the overflow not included
 * @param deviceId the device that made the newest change; empty if it gave none
 */
record Head(
    DatasetId id,
    long revision,
    boolean exists,
    long syncCount,
    long generation,
    long deletedSyncCount,
    Instant created,
    Instant modified,
    String modifiedBy,
    String deviceId,
    Counters counters,
    long settledThrough,
    Journal journal,
    Overflow overflow,
    UsedSessions usedSessions,
    MergeLinks mergeLinks) {
  Head {
    requireNonNull(id);
    requireNonNull(created);
    requireNonNull(modified);
    requireNonNull(modifiedBy);
    requireNonNull(deviceId);
    requireNonNull(counters);
    requireNonNull(journal);
    requireNonNull(overflow);
    requireNonNull(usedSessions);
    requireNonNull(mergeLinks);
  }

  /** The head that stands for a dataset without one. */
  static Head neverWritten(DatasetId id) {
    return new Head(
        id,
        0,
        false,
        0,
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH,
        "",
        "",
        Counters.ZERO,
        0,
        Journal.EMPTY,
        Overflow.None.NONE,
        UsedSessions.NONE,
        MergeLinks.NONE);
  }

  /**
   * Whether records of this life may have been settled. If not, what is not in the head is nowhere.
   */
  boolean hasSettled() {
    return exists && settledThrough > deletedSyncCount;
  }

  /** The head after a commit that leaves the newest records at these places. */
  Head after(Commit commit, Update update, Recent recent) {
    Instant now = commit.usedSession().committedAt();
    return new Head(
        id,
        revision + 1,
        true,
        commit.result().syncCount(),
        generation,
        deletedSyncCount,
        exists ? created : now,
        now,
        update.author().lastModifiedBy(),
        update.author().deviceId(),
        commit.counters(),
        recent.settledThrough(),
        recent.journal(),
        recent.overflow(),
        usedSessions.plus(commit.usedSession()),
        mergeLinks);
  }

  /**
   * The head after its overflow's records were settled; nothing that a client sees is changed by
   * it.
   */
  Head withoutOverflow(Overflow.Chunks settled) {
    return settled(Math.max(settledThrough, settled.syncCount()), journal);
  }

  /** The head after all records were settled that it holds or points at. */
  Head settled() {
    return settled(syncCount, Journal.EMPTY);
  }

  private Head settled(long through, Journal left) {
    return new Head(
        id,
        revision + 1,
        exists,
        syncCount,
        generation,
        deletedSyncCount,
        created,
        modified,
        modifiedBy,
        deviceId,
        counters,
        through,
        left,
        Overflow.None.NONE,
        usedSessions,
        mergeLinks);
  }

  /** The same head at the next revision, so that nothing that was based on this one succeeds. */
  Head rewritten() {
    return with(revision + 1, mergeLinks);
  }

  /** The head after the deletion of the dataset. */
  Head deleted() {
    return new Head(
        id,
        revision + 1,
        false,
        syncCount,
        generation + 1,
        syncCount,
        created,
        modified,
        modifiedBy,
        "",
        Counters.ZERO,
        syncCount,
        Journal.EMPTY,
        Overflow.None.NONE,
        usedSessions,
        mergeLinks.into(""));
  }

  /**
   * The head with other links, whether the dataset exists or not; clients see them in its next
   * list.
   */
  Head linked(MergeLinks links) {
    return with(revision + 1, links);
  }

  /** This head, not yet written, as that of a dataset that waits to be folded into another. */
  Head mergedInto(DatasetName root) {
    return with(revision, mergeLinks.into(root.value()));
  }

  private Head with(long newRevision, MergeLinks links) {
    return new Head(
        id,
        newRevision,
        exists,
        syncCount,
        generation,
        deletedSyncCount,
        created,
        modified,
        modifiedBy,
        deviceId,
        counters,
        settledThrough,
        journal,
        overflow,
        usedSessions,
        links);
  }

  /** What the API tells of it. */
  Dataset dataset() {
    return new Dataset(
        id, created, modified, modifiedBy, counters.dataBytes(), counters.numRecords());
  }

  /**
   * Where the newest records of a head are.
   *
   * @param settledThrough journal and overflow hold every change after this sync count
   */
  record Recent(Journal journal, Overflow overflow, long settledThrough) {}
}

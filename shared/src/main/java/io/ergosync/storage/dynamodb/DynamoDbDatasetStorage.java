package io.ergosync.storage.dynamodb;

import io.ergosync.change.Patch;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.domain.Changes;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Identity;
import io.ergosync.domain.Limits;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.CommittedPatches;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.DatasetMerging;
import io.ergosync.storage.DatasetStorage;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Datasets on a DynamoDB table. Safe for use by many threads and processes at the same time. */
public final class DynamoDbDatasetStorage
    implements DatasetStorage, DatasetMerging, DatasetHousekeeping, CommittedPatches {
  private final Heads heads;
  private final HeadAttempts attempts;
  private final ChunkStore chunks;
  private final SettledRecords settledRecords;
  private final DatasetReader reader;
  private final DatasetWriter writer;
  private final DatasetDeleter deleter;
  private final DatasetMerger merger;

  /**
   * @param random the source of the ids of commits and transactions
   * @param parallel how independent requests are sent
   * @param backoff how long to wait after a lost race
   */
  public DynamoDbDatasetStorage(
      DynamoDbClient client,
      String tableName,
      StorageSettings settings,
      Limits limits,
      Clock clock,
      RandomGenerator random,
      Parallel parallel,
      Backoff backoff) {
    DatasetTable table = DatasetTable.of(client, tableName);
    this.heads = new Heads(table, limits, () -> hex(random) + hex(random));
    this.attempts = new HeadAttempts(heads, settings, backoff);
    this.chunks = new ChunkStore(table, settings, parallel, backoff);
    this.settledRecords = new SettledRecords(table, chunks, settings, parallel, backoff);
    this.reader = new DatasetReader(heads, settledRecords, chunks, attempts);
    this.writer =
        new DatasetWriter(
            heads,
            reader,
            settledRecords,
            chunks,
            attempts,
            settings,
            limits,
            clock,
            () -> hex(random));
    this.deleter = new DatasetDeleter(heads, attempts);
    this.merger = new DatasetMerger(heads, reader, writer, deleter, attempts, random::nextLong);
  }

  private static String hex(RandomGenerator random) {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public Changes listChanges(DatasetId id, long afterSyncCount) {
    return Failures.translated(() -> reader.listChanges(id, afterSyncCount));
  }

  @Override
  public UpdateResult update(DatasetId id, Update update) {
    return Failures.translated(() -> writer.update(id, update));
  }

  @Override
  public UpdateResult update(DatasetId id, Update update, SyncTrigger trigger) {
    try {
      return Failures.translated(() -> writer.update(id, update, passingFailures(trigger)));
    } catch (TriggerFailure e) {
      throw e.failure;
    }
  }

  /** The trigger, with what it throws marked as no failure of the storage. */
  private static SyncTrigger passingFailures(SyncTrigger trigger) {
    return (records, patches) -> {
      try {
        return trigger.changes(records, patches);
      } catch (RuntimeException e) {
        throw new TriggerFailure(e);
      }
    };
  }

  /** What a trigger threw, on its way through the storage. */
  private static final class TriggerFailure extends RuntimeException {
    private final transient RuntimeException failure;

    TriggerFailure(RuntimeException failure) {
      super(null, null, false, false);
      this.failure = failure;
    }
  }

  @Override
  public Optional<Dataset> describe(DatasetId id) {
    return Failures.translated(() -> {
      Head head = heads.read(id);
      return head.exists() ? Optional.of(head.dataset()) : Optional.empty();
    });
  }

  @Override
  public Dataset delete(DatasetId id) {
    return Failures.translated(() -> deleter.delete(id));
  }

  @Override
  public DatasetName merge(DatasetId source, Identity survivor) {
    return Failures.translated(() -> merger.merge(source, survivor));
  }

  @Override
  public List<Dataset> listDatasets(Identity identity, String afterDatasetName, int countMax) {
    return Failures.translated(() ->
        heads
            .existing(identity, afterDatasetName, countMax)
            .limit(countMax)
            .map(Head::dataset)
            .toList());
  }

  @Override
  public boolean settle(DatasetId id) {
    return Failures.translated(() ->
        switch (heads.read(id)) {
          case Head head when head.overflow() instanceof Overflow.Chunks overflow -> {
            // What the journal has a newer version of needs no settling.
            Set<String> newer = head.journal().records().keySet();
            yield settle(
                head, recent -> recent.overflow().without(newer), head.withoutOverflow(overflow));
          }
          case Head _ -> true;
        });
  }

  @Override
  public boolean settleAll(DatasetId id) {
    return Failures.translated(() -> {
      Head head = heads.read(id);
      return settle(head, recent -> recent.without(Set.of()), head.settled());
    });
  }

  private boolean settle(
      Head head, Function<RecentRecords, List<DatasetRecord>> records, Head settled) {
    try {
      settledRecords.settle(
          Keys.records(head.id(), head.generation()),
          records.apply(new RecentRecords(head, chunks)));
    } catch (StaleHeadException e) {
      attempts.requireWritten(e);
      return false;
    }
    return heads.replace(head, settled);
  }

  @Override
  public void removeGeneration(DatasetId id, long generation) {
    Failures.translatedRun(() -> {
      if (generation >= heads.read(id).generation()) {
        throw new IllegalStateException(
            "generation %s is to be removed but has not ended".formatted(generation));
      }
      chunks.removeAll(Keys.records(id, generation), "");
    });
  }

  @Override
  public void removeChunks(DatasetId id, long generation, String commitId) {
    Failures.translatedRun(() -> {
      if (!heads.read(id).overflow().isIn(commitId)) {
        chunks.remove(Keys.records(id, generation), commitId);
      }
    });
  }

  @Override
  public ChunkUse chunkUse(DatasetId id, long generation, String chunksId) {
    return Failures.translated(() -> {
      Head head = heads.read(id);
      if (generation < head.generation()) {
        return ChunkUse.ABANDONED;
      }
      if (!Keys.ofValue(chunksId)) {
        // The attempt that wrote them may still succeed while the head has the revision that it
        // was based on, however long ago that was.
        return head.overflow().isIn(chunksId) || head.revision() <= Keys.patchRevision(chunksId)
            ? ChunkUse.UNDECIDED
            : ChunkUse.ABANDONED;
      }
      if (settledRecords.pointAt(Keys.records(id, generation), chunksId)) {
        return ChunkUse.VALUE;
      }
      // Until then the value is in journal or overflow, and whoever settles it makes them anew.
      return head.settledThrough() < Keys.valueSyncCount(chunksId)
          ? ChunkUse.UNDECIDED
          : ChunkUse.UNUSED;
    });
  }

  @Override
  public List<DatasetRecord> records(DatasetCommitted commit) {
    return switch (commit.patch()) {
      case Patch.Inline(List<DatasetRecord> records) -> records;
      case Patch.Chunked(String chunksId, int chunkCount) ->
          Failures.translated(() ->
              chunks
                  .read(Keys.records(commit.dataset(), commit.generation()), chunksId, chunkCount)
                  .map(packed -> List.copyOf(JournalCodec.decode(packed).records().values()))
                  .orElseGet(() -> notReplaced(commit)));
    };
  }

  /** Those records of a commit that are still there, although its chunks are gone. */
  private List<DatasetRecord> notReplaced(DatasetCommitted commit) {
    return switch (reader.listChanges(commit.dataset(), commit.syncCount() - 1)) {
      case Changes.Present present ->
          present.records().stream()
              .filter(record -> record.syncCount() == commit.syncCount())
              .toList();
      case Changes.Absent _ -> List.of();
    };
  }
}

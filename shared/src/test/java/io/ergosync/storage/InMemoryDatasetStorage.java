package io.ergosync.storage;

import io.ergosync.domain.Changes;
import io.ergosync.domain.Commit;
import io.ergosync.domain.Counters;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordVersion;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.TriggeredUpdate;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.domain.UsedSession;
import io.ergosync.domain.UsedSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A storage of plain maps for the tests of operations. It keeps the whole contract of {@link
 * DatasetStorage}, which the contract suite proves; it has no housekeeping, and none is needed.
 */
public final class InMemoryDatasetStorage implements DatasetStorage, PoolDatasets {
  private final Map<DatasetId, State> states = new HashMap<>();
  private final Limits limits;
  private final Clock clock;

  public InMemoryDatasetStorage(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public synchronized Changes listChanges(DatasetId id, long afterSyncCount) {
    State state = states.getOrDefault(id, State.NEVER_EXISTED);
    if (!state.exists) {
      return new Changes.Absent(
          state.deletedSyncCount, state.generation, List.of(), state.usedSessions);
    }
    List<DatasetRecord> records =
        state.bySyncCount().stream().filter(record -> record.syncCount() > afterSyncCount).toList();
    return new Changes.Present(
        state.syncCount,
        state.deletedSyncCount,
        state.generation,
        state.modifiedBy,
        records,
        List.of(),
        state.usedSessions);
  }

  @Override
  public synchronized UpdateResult update(DatasetId id, Update update) {
    State before = states.getOrDefault(id, State.NEVER_EXISTED);
    Optional<UsedSession> used = before.usedSessions.findTaken(update.session(), before.generation);
    if (used.isPresent()) {
      return Commit.firstAnswer(update, used.get());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Commit commit =
        Commit.of(
            update,
            before.syncCount,
            before.counters,
            key ->
                before.records.containsKey(key)
                    ? RecordVersion.of(before.records.get(key))
                    : RecordVersion.ABSENT,
            limits,
            now);
    if (!before.exists
        && listDatasets(id.identity(), "", Integer.MAX_VALUE).size()
            >= limits.datasetsPerIdentityMax()) {
      throw LimitExceededException.tooManyDatasets(limits);
    }
    Map<String, DatasetRecord> records = new HashMap<>(before.records);
    commit.result().records().forEach(record -> records.put(record.key(), record));
    states.put(
        id,
        new State(
            true,
            commit.result().syncCount(),
            before.deletedSyncCount,
            before.generation,
            before.exists ? before.created : now,
            now,
            update.author().lastModifiedBy(),
            commit.counters(),
            Map.copyOf(records),
            before.usedSessions.plus(commit.usedSession())));
    return commit.result();
  }

  @Override
  public synchronized UpdateResult update(DatasetId id, Update update, SyncTrigger trigger) {
    State state = states.getOrDefault(id, State.NEVER_EXISTED);
    Optional<UsedSession> used = state.usedSessions.findTaken(update.session(), state.generation);
    if (used.isPresent()) {
      return TriggeredUpdate.firstAnswer(update, used.get(), state.bySyncCount());
    }
    return update(id, TriggeredUpdate.of(update, state.bySyncCount(), trigger));
  }

  @Override
  public synchronized Optional<Dataset> describe(DatasetId id) {
    State state = states.getOrDefault(id, State.NEVER_EXISTED);
    return state.exists ? Optional.of(state.dataset(id)) : Optional.empty();
  }

  @Override
  public synchronized Dataset delete(DatasetId id) {
    State state = states.getOrDefault(id, State.NEVER_EXISTED);
    if (!state.exists) {
      throw new DatasetNotFoundException(id);
    }
    states.put(id, state.deleted());
    return state.dataset(id);
  }

  @Override
  public synchronized List<Dataset> listDatasets(
      Identity identity, String afterDatasetName, int countMax) {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue().exists && entry.getKey().identity().equals(identity))
        .filter(entry -> entry.getKey().datasetName().value().compareTo(afterDatasetName) > 0)
        .sorted(Comparator.comparing(entry -> entry.getKey().datasetName()))
        .limit(countMax)
        .map(entry -> entry.getValue().dataset(entry.getKey()))
        .toList();
  }

  @Override
  public synchronized Page page(IdentityPoolId identityPoolId, String cursor, int countMax) {
    List<DatasetId> datasets =
        states.entrySet().stream()
            .filter(entry -> entry.getValue().exists)
            .map(Map.Entry::getKey)
            .filter(id -> id.identity().identityPoolId().equals(identityPoolId))
            .filter(id -> sortKey(id).compareTo(cursor) > 0)
            .sorted(Comparator.comparing(InMemoryDatasetStorage::sortKey))
            .limit(countMax)
            .toList();
    return new Page(
        datasets,
        datasets.size() < countMax ? Optional.empty() : Optional.of(sortKey(datasets.getLast())));
  }

  private static String sortKey(DatasetId id) {
    return id.identity().identityId() + "#" + id.datasetName();
  }

  private record State(
      boolean exists,
      long syncCount,
      long deletedSyncCount,
      long generation,
      Instant created,
      Instant modified,
      String modifiedBy,
      Counters counters,
      Map<String, DatasetRecord> records,
      UsedSessions usedSessions) {
    static final State NEVER_EXISTED =
        new State(
            false,
            0,
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            "",
            Counters.ZERO,
            Map.of(),
            UsedSessions.NONE);

    List<DatasetRecord> bySyncCount() {
      return records.values().stream()
          .sorted(
              Comparator.comparingLong(DatasetRecord::syncCount).thenComparing(DatasetRecord::key))
          .toList();
    }

    State deleted() {
      return new State(
          false,
          syncCount,
          syncCount,
          generation + 1,
          created,
          modified,
          modifiedBy,
          Counters.ZERO,
          Map.of(),
          usedSessions);
    }

    Dataset dataset(DatasetId id) {
      return new Dataset(
          id, created, modified, modifiedBy, counters.dataBytes(), counters.numRecords());
    }
  }
}

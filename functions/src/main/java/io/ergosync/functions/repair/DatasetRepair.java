package io.ergosync.functions.repair;

import static java.util.Objects.requireNonNull;

import io.ergosync.cache.PoolCache;
import io.ergosync.delivery.ChangeDelivery;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.PushSync;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.PushConfiguration;
import io.ergosync.storage.StoredDatasets;
import io.ergosync.storage.StoredDatasets.StoredDataset;
import io.ergosync.storage.UsageCounting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Does for one dataset, as it is now, all that follows from its changes: counts its size, settles
 * and cleans it, and reports it to stream, function and devices. All of it may be repeated, and
 * happen beside requests and beside what follows from theirs. Safe for use by many threads.
 */
final class DatasetRepair {
  private final StoredDatasets stored;
  private final DatasetStorage datasets;
  private final DatasetHousekeeping housekeeping;
  private final UsageCounting usage;
  private final List<ChangeDelivery> deliveries;
  private final PoolCache<PushSync> pushSyncs;
  private final DeviceStorage devices;
  private final DeliveryQueue queue;
  private final Clock clock;

  DatasetRepair(
      StoredDatasets stored,
      DatasetStorage datasets,
      DatasetHousekeeping housekeeping,
      UsageCounting usage,
      List<ChangeDelivery> deliveries,
      PushConfiguration pushConfiguration,
      DeviceStorage devices,
      DeliveryQueue queue,
      Clock clock) {
    this.stored = requireNonNull(stored);
    this.datasets = requireNonNull(datasets);
    this.housekeeping = requireNonNull(housekeeping);
    this.usage = requireNonNull(usage);
    this.deliveries = List.copyOf(deliveries);
    this.pushSyncs = new PoolCache<>(pushConfiguration::pushSync, clock);
    this.devices = requireNonNull(devices);
    this.queue = requireNonNull(queue);
    this.clock = requireNonNull(clock);
  }

  /** Forgets what is remembered of pools, so that they are found as they are set now. */
  void refresh() {
    deliveries.forEach(ChangeDelivery::refresh);
    pushSyncs.forgetAll();
  }

  /**
   * Repairs a dataset.
   *
   * @param fromGeneration what an earlier call returned; 0 for the first
   * @param workingUntil after which no further generation is begun, once one was
   * @return the generation to go on with; empty if the dataset is repaired
   * @throws io.ergosync.domain.CorruptDatasetException if the dataset contradicts itself; then its
   *     size may have been counted, and nothing else was done
   * @throws RuntimeException if something could not be done; it may be tried again
   */
  OptionalLong repair(DatasetId id, long fromGeneration, Instant workingUntil) {
    Optional<StoredDataset> found = stored.find(id);
    if (fromGeneration == 0) {
      found.ifPresent(this::count);
      Changes changes = datasets.listChanges(id, 0);
      housekeeping.settle(id);
      collectChunks(
          id,
          found.map(StoredDataset::generation).orElse(0L),
          found
              .map(head -> head.modified().plus(CollectChunks.STREAM_AGE_MAX))
              .orElse(Instant.EPOCH));
      found.ifPresent(head -> report(head, changes));
    }
    return found.isPresent()
        ? removeEnded(found.get(), fromGeneration, workingUntil)
        : OptionalLong.empty();
  }

  private void count(StoredDataset head) {
    usage.count(new DatasetSize(head.id(), head.revision(), head.dataBytes(), head.modified()));
  }

  /**
   * Has chunks collected that no settled record needs. Whether the others can go is decided when
   * every function has ended that may be writing them now, as after any other change.
   *
   * @param neededUntil until when a feed that lags may still ask for those of the newest commit
   */
  private void collectChunks(DatasetId id, long generation, Instant neededUntil) {
    List<CollectChunks> chores =
        stored.chunksIds(id, generation).stream()
            .filter(chunksId -> housekeeping.chunkUse(id, generation, chunksId) != ChunkUse.VALUE)
            .map(chunksId -> new CollectChunks(id, generation, chunksId, neededUntil, false))
            .toList();
    send(chores, DeliveryQueue.DELAY_MAX);
  }

  private void report(StoredDataset head, Changes changes) {
    switch (changes) {
      case Changes.Present dataset -> {
        deliver(outward(head, dataset));
        push(head.id(), dataset.syncCount());
      }
      case Changes.Absent _ when !head.exists() -> deliver(outward(head));
      // Deleted since: what follows from that follows from the deletion itself.
      case Changes.Absent _ -> {}
    }
  }

  /** Tombstones too: the removal of a record may be what was lost. */
  private static OutwardChange outward(StoredDataset head, Changes.Present dataset) {
    return new OutwardChange(
        head.id(),
        OutwardChange.Kind.REPLACE,
        dataset.syncCount(),
        dataset.deletedSyncCount(),
        head.modified(),
        new ChangedRecords.Here(dataset.records().stream().map(ChangedRecord::of).toList()));
  }

  private static OutwardChange outward(StoredDataset deleted) {
    return new OutwardChange(
        deleted.id(),
        OutwardChange.Kind.REMOVE,
        deleted.syncCount(),
        deleted.syncCount(),
        deleted.modified(),
        new ChangedRecords.Here(List.of()));
  }

  private void deliver(OutwardChange change) {
    deliveries.stream()
        .filter(delivery -> delivery.wanted(change.dataset().identity().identityPoolId()))
        .forEach(delivery -> delivery.deliver(List.of(change)));
  }

  private void push(DatasetId id, long syncCount) {
    if (pushSyncs.get(id.identity().identityPoolId()).applicationArns().isEmpty()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    send(
        devices.subscribedDevices(id).stream()
            .map(device -> new UndeliveredPush(id, syncCount, device, now))
            .toList(),
        Duration.ZERO);
  }

  private OptionalLong removeEnded(StoredDataset head, long from, Instant workingUntil) {
    List<CollectGeneration> chores = new ArrayList<>();
    long generation = from;
    while (generation < head.generation()
        && (generation == from || clock.instant().isBefore(workingUntil))) {
      if (stored.hasItems(head.id(), generation)) {
        housekeeping.removeGeneration(head.id(), generation);
        chores.add(new CollectGeneration(head.id(), generation));
      }
      generation++;
    }
    send(chores, DeliveryQueue.DELAY_MAX);
    return generation < head.generation() ? OptionalLong.of(generation) : OptionalLong.empty();
  }

  private void send(List<? extends QueueMessage> messages, Duration delay) {
    if (!messages.isEmpty()) {
      queue.send(messages, delay);
    }
  }
}

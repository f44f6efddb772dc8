package io.ergosync.local.permissions;

import io.ergosync.domain.Author;
import io.ergosync.domain.Changes;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.storage.DatasetStorage;
import java.util.List;

/** Commits small updates of one record to a dataset without a pause, until it is closed. */
final class Rival implements AutoCloseable {
  private static final String KEY = "rival";

  private final DatasetStorage datasets;
  private final DatasetId dataset;
  private final Thread thread;
  private volatile boolean closed;

  Rival(DatasetStorage datasets, DatasetId dataset) {
    this.datasets = datasets;
    this.dataset = dataset;
    this.thread = Thread.ofPlatform().daemon().start(this::write);
  }

  private void write() {
    for (long session = Long.MAX_VALUE; !closed; session--) {
      long syncCount =
          switch (datasets.listChanges(dataset, 0)) {
            case Changes.Present present ->
                present.records().stream()
                    .filter(record -> record.key().equals(KEY))
                    .mapToLong(DatasetRecord::syncCount)
                    .findAny()
                    .orElse(0);
            case Changes.Absent _ -> 0;
          };
      try {
        datasets.update(
            dataset,
            new Update(
                List.of(
                    new RecordPatch(
                        KEY, new RecordValue.Text("x"), syncCount, DeviceDate.Absent.ABSENT)),
                new SyncSession(session, 0, 0),
                new Author("rival", "")));
      } catch (StaleSyncCountException | ContendedException _) {
        // The other one was faster.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

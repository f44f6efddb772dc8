package io.ergosync.simulation;

import io.ergosync.change.Patch;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.BulkPublishStarted;
import io.ergosync.change.TableChange.ChunkWritten;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.change.TableChange.DatasetDeleted;
import io.ergosync.change.TableChange.LargeValueReplaced;
import io.ergosync.change.TableChange.NoConsequence;
import io.ergosync.domain.DatasetSize;
import io.ergosync.simulation.StorageUnderTest.Parts;

/** Does chores by the rules of the function that follows the table's stream. */
record Housekeeper(Parts storage, Feed feed) {
  /** Does a chore. It may be done again, whatever becomes of it. */
  void run(Chore chore) {
    switch (chore) {
      case Chore.Follow(TableChange change) -> follow(change);
      case Chore.CollectChunks collect -> collect(collect);
      case Chore.CollectGeneration(var dataset, long generation) ->
          storage.housekeeping().removeGeneration(dataset, generation);
    }
  }

  private void follow(TableChange change) {
    switch (change) {
      case DatasetCommitted commit -> {
        if (commit.resized()) {
          storage
              .usage()
              .count(
                  new DatasetSize(
                      commit.dataset(), commit.revision(), commit.dataBytes(), commit.date()));
        }
        switch (commit.patch()) {
          case Patch.Chunked _ -> storage.housekeeping().settle(commit.dataset());
          case Patch.Inline _ -> {}
        }
      }
      case DatasetDeleted deletion -> {
        storage
            .usage()
            .count(new DatasetSize(deletion.dataset(), deletion.revision(), 0, deletion.date()));
        storage.housekeeping().removeGeneration(deletion.dataset(), deletion.endedGeneration());
        feed.send(new Chore.CollectGeneration(deletion.dataset(), deletion.endedGeneration()));
      }
      case ChunkWritten chunk ->
          feed.send(
              new Chore.CollectChunks(
                  chunk.dataset(), chunk.generation(), chunk.chunksId(), false));
      case LargeValueReplaced value ->
          storage
              .housekeeping()
              .removeChunks(value.dataset(), value.generation(), value.chunksId());
      case BulkPublishStarted _, NoConsequence _ -> {}
    }
  }

  private void collect(Chore.CollectChunks chore) {
    var housekeeping = storage.housekeeping();
    switch (housekeeping.chunkUse(chore.dataset(), chore.generation(), chore.chunksId())) {
      case VALUE -> {}
      case UNDECIDED -> {
        housekeeping.settleAll(chore.dataset());
        again(chore, false);
      }
      case UNUSED -> {
        if (chore.foundUnused()) {
          remove(chore);
        } else {
          again(chore, true);
        }
      }
      case ABANDONED -> remove(chore);
    }
  }

  private void again(Chore.CollectChunks chore, boolean foundUnused) {
    feed.send(
        new Chore.CollectChunks(
            chore.dataset(), chore.generation(), chore.chunksId(), foundUnused));
  }

  private void remove(Chore.CollectChunks chore) {
    storage.housekeeping().removeChunks(chore.dataset(), chore.generation(), chore.chunksId());
  }
}

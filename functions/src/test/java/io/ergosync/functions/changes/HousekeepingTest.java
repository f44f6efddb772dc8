package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.change.Patch;
import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.DatasetHousekeeping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  private static final DatasetId OTHER = BOB.dataset(new DatasetName("other"));

  /** What was done, in its order. */
  private final List<String> done = new ArrayList<>();

  /** What is not possible. */
  private String impossible = "nothing";

  private final Housekeeping housekeeping =
      new Housekeeping(
          new Notes(),
          size -> note("count " + size.dataset().datasetName() + " " + size.dataBytes()),
          this::queue,
          (pool, runId, delay) -> note("publish " + runId));

  @Test
  void commit_thatResized_isCounted_andNoOther() {
    assertThat(housekeeping.after(List.of(commit(SETTINGS, 1, true), commit(OTHER, 1, false))))
        .isEqualTo(Progress.Complete.COMPLETE);

    assertThat(done).containsExactly("count settings 101");
  }

  @Test
  void sizesThatALaterChangeSupersedes_areNotCounted() {
    housekeeping.after(
        List.of(
            commit(SETTINGS, 1, true),
            commit(OTHER, 1, true),
            commit(SETTINGS, 2, true),
            commit(SETTINGS, 3, false)));

    assertThat(done).containsExactly("count other 101", "count settings 102");
  }

  @Test
  void commit_ofChunks_isSettled() {
    housekeeping.after(
        List.of(
            new TableChange.DatasetCommitted(
                SETTINGS, 0, 1, 1, 0, NOW, "", new Patch.Chunked("c", 1), 0, false)));

    assertThat(done).containsExactly("settle settings");
  }

  @Test
  void deletion_isCountedAndCleaned_andOnceMoreLater() {
    housekeeping.after(List.of(new TableChange.DatasetDeleted(SETTINGS, 4, 9, 7, NOW)));

    assertThat(done)
        .containsExactly(
            "count settings 0",
            "removeGeneration settings 4",
            "in 15 minutes CollectGeneration settings 4");
  }

  @Test
  void chunksOfOnePatch_areOneChore_afterAWhile() {
    TableChange chunk = new TableChange.ChunkWritten(SETTINGS, 2, "c");
    housekeeping.after(List.of(chunk, chunk, new TableChange.ChunkWritten(SETTINGS, 2, "d")));

    assertThat(done)
        .containsExactly(
            "in 15 minutes CollectChunks settings 2 c false",
            "in 15 minutes CollectChunks settings 2 d false");
  }

  @Test
  void largeValueThatWasReplaced_isRemoved_andABulkPublishHandedOn() {
    housekeeping.after(
        List.of(
            new TableChange.LargeValueReplaced(SETTINGS, 2, "V1-x"),
            new TableChange.BulkPublishStarted(POOL, "run-1")));

    assertThat(done).containsExactly("removeChunks settings 2 V1-x", "publish run-1");
  }

  @Test
  void failure_stopsThere_andWhatCameBeforeIsWhole() {
    impossible = "count other";
    Progress progress =
        housekeeping.after(
            List.of(
                new TableChange.ChunkWritten(SETTINGS, 0, "c"),
                commit(OTHER, 1, true),
                commit(SETTINGS, 1, true)));

    assertThat(progress)
        .isInstanceOfSatisfying(
            Progress.Stopped.class, stopped -> assertThat(stopped.index()).isEqualTo(1));
    assertThat(done).containsExactly("in 15 minutes CollectChunks settings 0 c false");
  }

  @Test
  void failureOfTheQueue_bringsEverythingBack() {
    impossible = "in 15 minutes";
    Progress progress =
        housekeeping.after(
            List.of(commit(OTHER, 1, true), new TableChange.ChunkWritten(SETTINGS, 0, "c")));

    assertThat(progress)
        .isInstanceOfSatisfying(
            Progress.Stopped.class, stopped -> assertThat(stopped.index()).isZero());
  }

  private static TableChange commit(DatasetId id, long revision, boolean resized) {
    return new TableChange.DatasetCommitted(
        id,
        0,
        revision,
        revision,
        0,
        NOW,
        "",
        new Patch.Inline(List.of()),
        100 + revision,
        resized);
  }

  private void queue(List<? extends QueueMessage> messages, Duration delay) {
    for (QueueMessage message : messages) {
      note(
          "in %d minutes %s"
              .formatted(
                  delay.toMinutes(),
                  switch (message) {
                    case QueueMessage.CollectChunks m ->
                        "CollectChunks %s %d %s %s"
                            .formatted(
                                m.dataset().datasetName(),
                                m.generation(),
                                m.chunksId(),
                                m.foundUnused());
                    case QueueMessage.CollectGeneration m ->
                        "CollectGeneration %s %d"
                            .formatted(m.dataset().datasetName(), m.generation());
                    default -> throw new AssertionError("not a chore: " + message);
                  }));
    }
  }

  private void note(String what) {
    if (what.startsWith(impossible)) {
      throw new IllegalStateException(what);
    }
    done.add(what);
  }

  private final class Notes implements DatasetHousekeeping {
    @Override
    public boolean settle(DatasetId id) {
      note("settle " + id.datasetName());
      return true;
    }

    @Override
    public boolean settleAll(DatasetId id) {
      throw new AssertionError("nothing asks for it");
    }

    @Override
    public void removeGeneration(DatasetId id, long generation) {
      note("removeGeneration %s %d".formatted(id.datasetName(), generation));
    }

    @Override
    public void removeChunks(DatasetId id, long generation, String chunksId) {
      note("removeChunks %s %d %s".formatted(id.datasetName(), generation, chunksId));
    }

    @Override
    public ChunkUse chunkUse(DatasetId id, long generation, String chunksId) {
      throw new AssertionError("nothing asks for it");
    }
  }
}

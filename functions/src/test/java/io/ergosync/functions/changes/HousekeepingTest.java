package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.change.Patch;
import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetSize;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.telemetry.LogLines;
import io.ergosync.telemetry.Metric;
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

  private boolean corrupt;
  private Duration slow = Duration.ZERO;
  private final TestClock clock = new TestClock();
  private final LogLines log = new LogLines();

  private final Housekeeping housekeeping =
      new Housekeeping(
          new Notes(),
          size -> note("count " + size.dataset().datasetName() + " " + size.dataBytes()),
          this::queue,
          (pool, runId, delay) -> note("publish " + runId),
          (message, reason) -> note("keep " + message.getClass().getSimpleName()),
          clock,
          log.log());

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

    assertThat(done)
        .containsExactly(
            "settle settings",
            "in 900 seconds CollectChunks settings 0 c false needed for 0 hours");
  }

  @Test
  void deletion_isCountedAndCleaned_andOnceMoreLater() {
    housekeeping.after(List.of(new TableChange.DatasetDeleted(SETTINGS, 4, 9, 7, NOW)));

    assertThat(done)
        .containsExactly(
            "count settings 0",
            "removeGeneration settings 4",
            "in 900 seconds CollectGeneration settings 4");
  }

  @Test
  void chunksOfOnePatch_areOneChore_asLongAsTheStreamMayAskForThem() {
    TableChange chunk = new TableChange.ChunkWritten(SETTINGS, 2, "c", NOW);
    TableChange slowly = new TableChange.ChunkWritten(SETTINGS, 2, "c", NOW.plusSeconds(1));
    housekeeping.after(List.of(chunk, slowly, new TableChange.ChunkWritten(SETTINGS, 2, "d", NOW)));

    assertThat(done)
        .containsExactly(
            "in 900 seconds CollectChunks settings 2 c false needed for 25 hours",
            "in 900 seconds CollectChunks settings 2 d false needed for 25 hours");
  }

  @Test
  void chunksOfACommitThatIsDealtWith_areNeededNoLonger() {
    housekeeping.after(
        List.of(
            new TableChange.ChunkWritten(SETTINGS, 0, "c", NOW),
            new TableChange.DatasetCommitted(
                SETTINGS, 0, 1, 1, 0, NOW, "", new Patch.Chunked("c", 1), 0, false)));

    assertThat(done)
        .containsExactly(
            "settle settings",
            "in 900 seconds CollectChunks settings 0 c false needed for 0 hours");
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
  void failure_waitsInTheQueue_andAllOthersAreDone() {
    impossible = "count other";
    assertThat(
            housekeeping.after(
                List.of(
                    new TableChange.ChunkWritten(SETTINGS, 0, "c", NOW),
                    commit(OTHER, 1, true),
                    commit(SETTINGS, 1, true))))
        .isEqualTo(Progress.Complete.COMPLETE);

    assertThat(done)
        .containsExactly(
            "count settings 101",
            "in 30 seconds CountSize other 101",
            "in 900 seconds CollectChunks settings 0 c false needed for 25 hours");
    assertThat(log.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.path("level").asText()).isEqualTo("WARN"));
  }

  @Test
  void settlingAndRemovalThatFail_areLeftToTheChoresThatComeAnyway() {
    impossible = "settle";
    housekeeping.after(
        List.of(
            new TableChange.DatasetCommitted(
                SETTINGS, 0, 1, 1, 0, NOW, "", new Patch.Chunked("c", 1), 0, false)));
    impossible = "remove";
    housekeeping.after(
        List.of(
            new TableChange.DatasetDeleted(OTHER, 4, 9, 7, NOW),
            new TableChange.LargeValueReplaced(SETTINGS, 2, "V1-x")));

    assertThat(done)
        .containsExactly(
            "in 900 seconds CollectChunks settings 0 c false needed for 0 hours",
            "count other 0",
            "in 900 seconds CollectGeneration other 4",
            "in 900 seconds CollectChunks settings 2 V1-x false needed for 0 hours");
  }

  @Test
  void datasetThatContradictsItself_isKeptElsewhere_andNotTriedAgain() {
    impossible = "settle";
    corrupt = true;
    assertThat(
            housekeeping.after(
                List.of(
                    new TableChange.DatasetCommitted(
                        SETTINGS, 0, 1, 1, 0, NOW, "", new Patch.Chunked("c", 1), 0, false),
                    commit(OTHER, 1, true))))
        .isEqualTo(Progress.Complete.COMPLETE);

    assertThat(done).containsExactly("keep CollectChunks", "count other 101");
    assertThat(log.count(Metric.CORRUPT_DATASETS)).isEqualTo(1);
    assertThat(log.count(Metric.MESSAGES_REFUSED)).isEqualTo(1);
  }

  @Test
  void whatThereIsNoTimeFor_waitsInTheQueue() {
    slow = Housekeeping.STARTING_TIME.plusMillis(1);
    housekeeping.after(List.of(commit(OTHER, 1, true), commit(SETTINGS, 1, true)));

    assertThat(done).containsExactly("count other 101", "in 30 seconds CountSize settings 101");
  }

  @Test
  void failureOfTheQueue_bringsBackWhatNeedsIt_andNothingBefore() {
    impossible = "in ";
    Progress progress =
        housekeeping.after(
            List.of(commit(OTHER, 1, true), new TableChange.ChunkWritten(SETTINGS, 0, "c", NOW)));

    assertThat(progress)
        .isInstanceOfSatisfying(
            Progress.Stopped.class, stopped -> assertThat(stopped.index()).isEqualTo(1));
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
          "in %d seconds %s"
              .formatted(
                  delay.toSeconds(),
                  switch (message) {
                    case QueueMessage.CollectChunks m ->
                        "CollectChunks %s %d %s %s needed for %d hours"
                            .formatted(
                                m.dataset().datasetName(),
                                m.generation(),
                                m.chunksId(),
                                m.foundUnused(),
                                Math.max(0, Duration.between(NOW, m.neededUntil()).toHours()));
                    case QueueMessage.CountSize(DatasetSize size) ->
                        "CountSize %s %d".formatted(size.dataset().datasetName(), size.dataBytes());
                    case QueueMessage.CollectGeneration m ->
                        "CollectGeneration %s %d"
                            .formatted(m.dataset().datasetName(), m.generation());
                    default -> throw new AssertionError("not a chore: " + message);
                  }));
    }
  }

  private void note(String what) {
    if (what.startsWith(impossible)) {
      throw corrupt ? new CorruptDatasetException(SETTINGS, what) : new IllegalStateException(what);
    }
    clock.advance(slow);
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

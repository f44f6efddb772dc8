package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.dataset;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.change.Patch;
import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.delivery.ChangeDelivery;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.QueueMessage.CountSize;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.changes.ChunkCollectionTest.Chunks;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.CommittedPatches;
import io.ergosync.telemetry.LogLines;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {
  private final LogLines log = new LogLines();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final List<Long> counted = new ArrayList<>();
  private final Way way = new Way();
  private CommittedPatches patches = _ -> List.of();
  private long contended;

  private final ChangeFeed feed =
      new ChangeFeed(
          new Outlet(List.of(way), commit -> patches.records(commit)),
          new Housekeeping(
              new Chunks(ChunkUse.VALUE),
              size -> {
                if (size.revision() == contended) {
                  throw new ContendedException(size.dataset());
                }
                counted.add(size.revision());
              },
              queue,
              (_, _, _) -> {},
              (_, _) -> {},
              new TestClock(),
              log.log()));

  /** A way out that notes what it is given. */
  private static final class Way implements ChangeDelivery {
    private final List<Long> given = new ArrayList<>();
    private boolean broken;

    @Override
    public void refresh() {}

    @Override
    public boolean wanted(IdentityPoolId identityPoolId) {
      return true;
    }

    @Override
    public void deliver(List<OutwardChange> changes) {
      if (broken) {
        throw new IllegalStateException("not even the queue takes them");
      }
      changes.forEach(change -> given.add(change.syncCount()));
    }
  }

  @Test
  void after_housekeepingThatFailsWithOne_publishesEachOnceAndDoesThatOneLater() {
    contended = 37;

    assertThat(feed.after(commits(100))).isEqualTo(Progress.Complete.COMPLETE);

    assertThat(way.given).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    assertThat(counted).hasSize(99).doesNotContain(37L);
    assertThat(queue.messages())
        .singleElement()
        .isInstanceOfSatisfying(
            CountSize.class, message -> assertThat(message.size().revision()).isEqualTo(37));
  }

  @Test
  void after_recordsOfOneThatCannotBeRead_dealsWithAllBeforeIt() {
    RuntimeException failure = new IllegalStateException("throttled");
    patches =
        commit -> {
          if (commit.syncCount() == 3) {
            throw failure;
          }
          return List.of();
        };

    assertThat(feed.after(commits(5))).isEqualTo(new Progress.Stopped(2, failure));

    assertThat(way.given).containsExactly(1L, 2L);
    assertThat(counted).containsExactly(1L, 2L);
  }

  @Test
  void after_noWayOut_doesNothing() {
    way.broken = true;

    assertThat(feed.after(commits(5)))
        .isInstanceOfSatisfying(
            Progress.Stopped.class, stopped -> assertThat(stopped.index()).isZero());

    assertThat(counted).isEmpty();
  }

  private static List<TableChange> commits(int count) {
    return LongStream.rangeClosed(1, count)
        .<TableChange>mapToObj(number ->
            new DatasetCommitted(
                dataset("d" + number),
                0,
                number,
                number,
                0,
                NOW,
                "",
                new Patch.Inline(List.of()),
                number,
                true))
        .toList();
  }
}

package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.domain.DatasetId;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.DatasetHousekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkCollectionTest {
  private final TestClock clock = new TestClock();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private boolean there = true;

  /** Chunks that are good for one thing only. */
  static final class Chunks implements DatasetHousekeeping {
    private final ChunkUse use;
    private final List<String> removed = new ArrayList<>();
    private int settled;

    Chunks(ChunkUse use) {
      this.use = use;
    }

    @Override
    public boolean settle(DatasetId id) {
      throw new AssertionError("nothing is to be settled");
    }

    @Override
    public boolean settleAll(DatasetId id) {
      assertThat(use).isEqualTo(ChunkUse.UNDECIDED);
      settled++;
      return true;
    }

    int settled() {
      return settled;
    }

    @Override
    public void removeGeneration(DatasetId id, long generation) {
      removed.add("generation " + generation);
    }

    @Override
    public void removeChunks(DatasetId id, long generation, String commitId) {
      removed.add(generation + "/" + commitId);
    }

    @Override
    public ChunkUse chunkUse(DatasetId id, long generation, String chunksId) {
      return use;
    }

    List<String> removed() {
      return removed;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VALUE, false, false, ''",
    "VALUE, true, false, ''",
    "UNDECIDED, false, false, false",
    "UNDECIDED, true, false, false",
    "UNUSED, false, false, true",
    "UNUSED, true, true, ''",
    "ABANDONED, false, true, ''",
    "ABANDONED, true, true, ''",
  })
  void collect_removesOrAsksAgainOrIsDone(
      ChunkUse use, boolean foundUnused, boolean removes, String asksAgainWith) {
    Chunks chunks = new Chunks(use);

    collection(chunks).collect(message(clock.instant(), foundUnused));

    assertThat(chunks.removed()).isEqualTo(removes ? List.of("3/V7-abc") : List.of());
    assertThat(chunks.settled()).isEqualTo(use == ChunkUse.UNDECIDED ? 1 : 0);
    if (asksAgainWith.isEmpty()) {
      assertThat(queue.messages()).isEmpty();
    } else {
      assertThat(queue.messages())
          .containsExactly(message(clock.instant(), Boolean.parseBoolean(asksAgainWith)));
      assertThat(queue.delays()).containsExactly(DeliveryQueue.DELAY_MAX);
    }
  }

  @Test
  void collect_chunksThatAReaderOfTheStreamMayAskFor_asksAgainUntilThen() {
    Chunks chunks = new Chunks(ChunkUse.ABANDONED);
    CollectChunks message = message(clock.instant().plusMillis(1), false);

    collection(chunks).collect(message);
    assertThat(chunks.removed()).isEmpty();
    assertThat(queue.messages()).containsExactly(message);

    clock.advance(Duration.ofMillis(1));
    collection(chunks).collect(message);
    assertThat(chunks.removed()).containsExactly("3/V7-abc");
    assertThat(queue.messages()).hasSize(1);
  }

  @Test
  void collect_chunksThatAreGone_isDone() {
    there = false;
    Chunks chunks = new Chunks(ChunkUse.ABANDONED);

    collection(chunks).collect(message(clock.instant().plusSeconds(60), false));

    assertThat(chunks.removed()).isEmpty();
    assertThat(queue.messages()).isEmpty();
  }

  private ChunkCollection collection(Chunks chunks) {
    return new ChunkCollection(chunks, (_, _, _) -> there, queue, clock);
  }

  private static CollectChunks message(Instant neededUntil, boolean foundUnused) {
    return new CollectChunks(SETTINGS, 3, "V7-abc", neededUntil, foundUnused);
  }
}

package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.domain.DatasetId;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.DatasetHousekeeping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkCollectionTest {
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();

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

    new ChunkCollection(chunks, queue)
        .collect(new CollectChunks(SETTINGS, 3, "V7-abc", foundUnused));

    assertThat(chunks.removed()).isEqualTo(removes ? List.of("3/V7-abc") : List.of());
    assertThat(chunks.settled()).isEqualTo(use == ChunkUse.UNDECIDED ? 1 : 0);
    if (asksAgainWith.isEmpty()) {
      assertThat(queue.messages()).isEmpty();
    } else {
      assertThat(queue.messages())
          .containsExactly(
              new CollectChunks(SETTINGS, 3, "V7-abc", Boolean.parseBoolean(asksAgainWith)));
      assertThat(queue.delays()).containsExactly(DeliveryQueue.DELAY_MAX);
    }
  }
}

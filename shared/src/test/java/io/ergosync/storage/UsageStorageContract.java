package io.ergosync.storage;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link UsageStorage} and {@link UsageCounting} must do. Run by one subclass for each.
 *
 * @param <S> one that is both
 */
public abstract class UsageStorageContract<S extends UsageStorage & UsageCounting> {
  private static final Instant LATER = TestClock.START.plusSeconds(60);

  private final TestClock clock = new TestClock();
  private S storage;

  /** A new, empty storage. */
  protected abstract S create(Clock clock);

  @BeforeEach
  final void createStorage() {
    storage = create(clock);
  }

  @Test
  void usage_ofAPoolThatWasNeverSeen_isEmpty() {
    assertThat(storage.usage(POOL)).isEmpty();
    assertThat(storage.listUsage("", 10)).isEmpty();
  }

  @Test
  void register_keepsWhenThePoolWasFirstSeen() {
    storage.register(POOL);
    clock.advance(Duration.ofDays(1));
    storage.register(POOL);

    assertThat(storage.usage(POOL)).contains(new IdentityPoolUsage(POOL, 0, TestClock.START));
  }

  @Test
  void count_addsUpTheDatasetsOfAPoolAndRegistersIt() {
    IntStream.range(0, 40)
        .forEach(i -> storage.count(new DatasetSize(dataset(ALICE, "d" + i), 1, i, LATER)));
    storage.count(new DatasetSize(dataset(BOB, "d0"), 1, 1_000, LATER.plusMillis(1)));
    storage.count(new DatasetSize(dataset(elsewhere(), "d0"), 1, 7, LATER));

    assertThat(storage.usage(POOL))
        .contains(new IdentityPoolUsage(POOL, 1_780, LATER.plusMillis(1)));
    assertThat(storage.usage(elsewhere().identityPoolId()))
        .contains(new IdentityPoolUsage(elsewhere().identityPoolId(), 7, LATER));
  }

  @Test
  void count_ofTheSameOrAnOlderRevision_changesNothing() {
    DatasetId id = dataset(ALICE, "d");
    storage.count(new DatasetSize(id, 1, 10, LATER));
    storage.count(new DatasetSize(id, 3, 5, LATER.plusSeconds(2)));
    storage.count(new DatasetSize(id, 3, 5, LATER.plusSeconds(2)));
    storage.count(new DatasetSize(id, 2, 20, LATER.plusSeconds(1)));
    storage.count(new DatasetSize(id, 1, 10, LATER));

    assertThat(storage.usage(POOL)).contains(new IdentityPoolUsage(POOL, 5, LATER.plusSeconds(2)));
  }

  @Test
  void count_ofADeletedDataset_takesItOutAndASuccessorIn() {
    DatasetId id = dataset(ALICE, "d");
    storage.count(new DatasetSize(id, 4, 10, LATER));
    storage.count(new DatasetSize(id, 5, 0, LATER));
    assertThat(storage.usage(POOL).orElseThrow().dataStorage()).isZero();
    storage.count(new DatasetSize(id, 4, 10, LATER));
    storage.count(new DatasetSize(id, 6, 3, LATER));
    assertThat(storage.usage(POOL).orElseThrow().dataStorage()).isEqualTo(3);
  }

  @Test
  void count_redeliveredAndReordered_isExact() {
    Random random = new Random(20260304);
    for (int round = 0; round < 5; round++) {
      S fresh = create(clock);
      List<DatasetSize> changes = new ArrayList<>();
      long expected = 0;
      for (int d = 0; d < 4; d++) {
        long bytes = 0;
        for (int revision = 1; revision <= 5; revision++) {
          bytes = random.nextLong(100);
          changes.add(new DatasetSize(dataset(ALICE, "d" + d), revision, bytes, LATER));
        }
        expected += bytes;
      }
      List<DatasetSize> delivered = new ArrayList<>(changes);
      delivered.addAll(changes);
      Collections.shuffle(delivered, random);
      delivered.forEach(fresh::count);

      assertThat(fresh.usage(POOL).orElseThrow().dataStorage())
          .as("round " + round)
          .isEqualTo(expected);
    }
  }

  @Test
  void listUsage_isById_afterAnId_upToACount() {
    List<IdentityPoolId> ids =
        IntStream.range(0, 9)
            .mapToObj(i -> new IdentityPoolId("us-east-1:a%d".formatted(i)))
            .toList();
    ids.reversed().forEach(storage::register);
    storage.count(
        new DatasetSize(dataset(new Identity(ids.get(4), ALICE.identityId()), "d"), 1, 12, LATER));

    assertThat(storage.listUsage("", 100))
        .extracting(IdentityPoolUsage::identityPoolId)
        .containsExactlyElementsOf(ids);
    assertThat(storage.listUsage(ids.get(3).value(), 2))
        .containsExactly(
            new IdentityPoolUsage(ids.get(4), 12, LATER),
            new IdentityPoolUsage(ids.get(5), 0, TestClock.START));
    assertThat(storage.listUsage(ids.get(8).value(), 2)).isEmpty();
  }

  private static Identity elsewhere() {
    return new Identity(new IdentityPoolId("us-east-1:ffffffff"), ALICE.identityId());
  }

  private static DatasetId dataset(Identity identity, String name) {
    return identity.dataset(new DatasetName(name));
  }
}

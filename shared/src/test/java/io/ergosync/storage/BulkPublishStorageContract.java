package io.ergosync.storage;

import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.domain.AlreadyStreamedException;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BulkPublishStorage} must do. Run by one subclass for each. */
public abstract class BulkPublishStorageContract {
  private static final Instant START = TestClock.START;
  private static final IdentityPoolId OTHER = new IdentityPoolId("us-east-1:ffffffff");

  private final TestClock clock = new TestClock();
  private BulkPublishStorage storage;

  /** A new, empty storage. */
  protected abstract BulkPublishStorage create(Clock clock);

  @BeforeEach
  final void createStorage() {
    storage = create(clock);
  }

  @Test
  void state_ofAFreshPool_isNotStarted() {
    assertThat(storage.state(POOL)).isEqualTo(BulkPublishState.NotStarted.NOT_STARTED);
    assertThat(storage.succeed(POOL, "a")).isFalse();
    assertThat(storage.fail(POOL, "a", "why")).isFalse();
    assertThat(storage.state(POOL)).isEqualTo(BulkPublishState.NotStarted.NOT_STARTED);
  }

  @Test
  void start_whileOneIsInProgress_isRefused() {
    assertThat(storage.start(POOL, "a")).isEqualTo(new BulkPublishState.InProgress("a", START));
    clock.advance(Duration.ofDays(2));

    assertThatThrownBy(() -> storage.start(POOL, "b"))
        .isInstanceOf(BulkPublishInProgressException.class);
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("a", START));
    assertThat(storage.start(POOL, "a")).isEqualTo(new BulkPublishState.InProgress("a", START));
    assertThat(storage.start(OTHER, "b").runId()).isEqualTo("b");
  }

  @Test
  void start_withinADayOfASuccess_isRefused() {
    storage.start(POOL, "a");
    clock.advance(Duration.ofHours(1));
    assertThat(storage.succeed(POOL, "a")).isTrue();
    BulkPublishState success =
        new BulkPublishState.Succeeded("a", START, START.plus(Duration.ofHours(1)));
    assertThat(storage.state(POOL)).isEqualTo(success);

    clock.advance(Duration.ofHours(24).minusMillis(1));
    assertThatThrownBy(() -> storage.start(POOL, "b"))
        .isInstanceOf(AlreadyStreamedException.class)
        .hasMessageContaining("the next can start at 2026-01-03T04:04:05.678Z");
    assertThat(storage.state(POOL)).isEqualTo(success);

    clock.advance(Duration.ofMillis(1));
    assertThat(storage.start(POOL, "b").runId()).isEqualTo("b");
    assertThat(storage.state(POOL))
        .isEqualTo(new BulkPublishState.InProgress("b", START.plus(Duration.ofHours(25))));
  }

  @Test
  void start_afterAFailure_isTakenAtOnce() {
    storage.start(POOL, "a");
    assertThat(storage.fail(POOL, "a", "no such stream")).isTrue();
    assertThat(storage.state(POOL))
        .isEqualTo(new BulkPublishState.Failed("a", START, "no such stream"));

    assertThat(storage.start(POOL, "b").runId()).isEqualTo("b");
  }

  @Test
  void end_ofARunThatIsNotTheNewest_changesNothing() {
    storage.start(POOL, "a");
    storage.fail(POOL, "a", "why");
    storage.start(POOL, "b");

    assertThat(storage.succeed(POOL, "a")).isFalse();
    assertThat(storage.fail(POOL, "a", "why")).isFalse();
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("b", START));
  }

  @Test
  void end_saidAgain_keepsTheFirst() {
    storage.start(POOL, "a");
    storage.succeed(POOL, "a");
    BulkPublishState ended = storage.state(POOL);
    clock.advance(Duration.ofHours(1));

    assertThat(storage.succeed(POOL, "a")).isTrue();
    assertThat(storage.fail(POOL, "a", "why")).isFalse();
    assertThat(storage.state(POOL)).isEqualTo(ended);
  }

  @Test
  void advance_fromWhereTheRunIs_isRemembered() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5);
    storage.start(POOL, "a");
    assertThat(storage.progress(POOL, "a")).contains(BulkPublishProgress.START);

    assertThat(storage.advance(POOL, "a", BulkPublishProgress.START, first)).isTrue();

    assertThat(storage.progress(POOL, "a")).contains(first);
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("a", START));
    assertThat(storage.advance(POOL, "a", first, first.to("4/y", 2))).isTrue();
    assertThat(storage.progress(POOL, "a")).contains(new BulkPublishProgress("4/y", 7));
    assertThat(storage.succeed(POOL, "a")).isTrue();
  }

  @Test
  void advance_fromWhereTheRunIsNoMore_isRefused() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5);
    storage.start(POOL, "a");
    storage.advance(POOL, "a", BulkPublishProgress.START, first);

    assertThat(storage.advance(POOL, "a", BulkPublishProgress.START, first)).isFalse();
    assertThat(
            storage.advance(
                POOL, "a", BulkPublishProgress.START, BulkPublishProgress.START.to("9/z", 9)))
        .isFalse();

    assertThat(storage.progress(POOL, "a")).contains(first);
  }

  @Test
  void progress_ofAnotherRunOrAnEndedOne_isNone() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5);
    assertThat(storage.progress(POOL, "a")).isEmpty();
    storage.start(POOL, "a");
    storage.advance(POOL, "a", BulkPublishProgress.START, first);

    assertThat(storage.progress(POOL, "b")).isEmpty();
    assertThat(storage.advance(POOL, "b", first, first.to("4/y", 2))).isFalse();

    storage.fail(POOL, "a", "why");
    assertThat(storage.progress(POOL, "a")).isEmpty();
    assertThat(storage.advance(POOL, "a", first, first.to("4/y", 2))).isFalse();

    storage.start(POOL, "b");
    assertThat(storage.progress(POOL, "b")).contains(BulkPublishProgress.START);
  }

  @Test
  void start_byManyAtOnce_isTakenFromOne() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> starts =
          IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () -> starts("run" + i)).toList();
      int started = 0;
      for (Future<Boolean> start : threads.invokeAll(starts)) {
        started += start.get() ? 1 : 0;
      }
      assertThat(started).isEqualTo(1);
    }
  }

  private boolean starts(String runId) {
    try {
      return storage.start(POOL, runId).runId().equals(runId);
    } catch (BulkPublishInProgressException e) {
      return false;
    }
  }
}

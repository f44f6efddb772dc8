package io.ergosync.storage;

import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.domain.AlreadyStreamedException;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.BulkPublishStorage.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private static final Target STREAM = new Target("changes", "");
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
    assertThat(storage.start(POOL, "a", STREAM))
        .isEqualTo(new BulkPublishState.InProgress("a", STREAM, START));
    clock.advance(Duration.ofDays(2));

    assertThatThrownBy(() -> storage.start(POOL, "b", STREAM))
        .isInstanceOf(BulkPublishInProgressException.class);
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("a", STREAM, START));
    assertThat(storage.start(POOL, "a", STREAM))
        .isEqualTo(new BulkPublishState.InProgress("a", STREAM, START));
    assertThat(storage.start(OTHER, "b", STREAM).runId()).isEqualTo("b");
  }

  @Test
  void start_withinADayOfASuccess_isRefused() {
    storage.start(POOL, "a", STREAM);
    clock.advance(Duration.ofHours(1));
    assertThat(storage.succeed(POOL, "a")).isTrue();
    BulkPublishState success =
        new BulkPublishState.Succeeded("a", STREAM, START, START.plus(Duration.ofHours(1)));
    assertThat(storage.state(POOL)).isEqualTo(success);

    clock.advance(Duration.ofHours(24).minusMillis(1));
    assertThatThrownBy(() -> storage.start(POOL, "b", STREAM))
        .isInstanceOf(AlreadyStreamedException.class)
        .hasMessageContaining("the next can start at 2026-01-03T04:04:05.678Z");
    assertThat(storage.state(POOL)).isEqualTo(success);

    clock.advance(Duration.ofMillis(1));
    assertThat(storage.start(POOL, "b", STREAM).runId()).isEqualTo("b");
    assertThat(storage.state(POOL))
        .isEqualTo(new BulkPublishState.InProgress("b", STREAM, START.plus(Duration.ofHours(25))));
  }

  @Test
  void start_afterAFailure_isTakenAtOnce() {
    storage.start(POOL, "a", STREAM);
    assertThat(storage.fail(POOL, "a", "no such stream")).isTrue();
    assertThat(storage.state(POOL))
        .isEqualTo(new BulkPublishState.Failed("a", START, "no such stream"));

    assertThat(storage.start(POOL, "b", STREAM).runId()).isEqualTo("b");
  }

  @Test
  void end_ofARunThatIsNotTheNewest_changesNothing() {
    storage.start(POOL, "a", STREAM);
    storage.fail(POOL, "a", "why");
    storage.start(POOL, "b", STREAM);

    assertThat(storage.succeed(POOL, "a")).isFalse();
    assertThat(storage.fail(POOL, "a", "why")).isFalse();
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("b", STREAM, START));
  }

  @Test
  void end_saidAgain_keepsTheFirst() {
    storage.start(POOL, "a", STREAM);
    storage.succeed(POOL, "a");
    BulkPublishState ended = storage.state(POOL);
    clock.advance(Duration.ofHours(1));

    assertThat(storage.succeed(POOL, "a")).isTrue();
    assertThat(storage.fail(POOL, "a", "why")).isFalse();
    assertThat(storage.state(POOL)).isEqualTo(ended);
  }

  @Test
  void advance_fromWhereTheRunIs_isRemembered() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5, 0);
    storage.start(POOL, "a", STREAM);
    assertThat(progress("a")).contains(BulkPublishProgress.START);

    assertThat(storage.advance(POOL, "a", BulkPublishProgress.START, first)).isTrue();

    assertThat(progress("a")).contains(first);
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("a", STREAM, START));
    assertThat(storage.advance(POOL, "a", first, first.to("4/y", 2, 0))).isTrue();
    assertThat(progress("a")).contains(new BulkPublishProgress("4/y", 7, 0));
    assertThat(storage.succeed(POOL, "a")).isTrue();
  }

  @Test
  void advance_fromWhereTheRunIsNoMore_isRefused() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5, 0);
    storage.start(POOL, "a", STREAM);
    storage.advance(POOL, "a", BulkPublishProgress.START, first);

    assertThat(storage.advance(POOL, "a", BulkPublishProgress.START, first)).isFalse();
    assertThat(
            storage.advance(
                POOL, "a", BulkPublishProgress.START, BulkPublishProgress.START.to("9/z", 9, 0)))
        .isFalse();

    assertThat(progress("a")).contains(first);
  }

  @Test
  void progress_ofAnotherRunOrAnEndedOne_isNone() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5, 0);
    assertThat(progress("a")).isEmpty();
    storage.start(POOL, "a", STREAM);
    storage.advance(POOL, "a", BulkPublishProgress.START, first);

    assertThat(progress("b")).isEmpty();
    assertThat(storage.advance(POOL, "b", first, first.to("4/y", 2, 0))).isFalse();

    storage.fail(POOL, "a", "why");
    assertThat(progress("a")).isEmpty();
    assertThat(storage.advance(POOL, "a", first, first.to("4/y", 2, 0))).isFalse();

    storage.start(POOL, "b", STREAM);
    assertThat(progress("b")).contains(BulkPublishProgress.START);
  }

  @Test
  void start_toAnotherStreamThanTheLastSuccess_isTakenAtOnce() {
    Target other = new Target("other", "");
    storage.start(POOL, "a", STREAM);
    storage.succeed(POOL, "a");

    assertThat(storage.start(POOL, "b", other))
        .isEqualTo(new BulkPublishState.InProgress("b", other, START));
    storage.succeed(POOL, "b");

    assertThatThrownBy(() -> storage.start(POOL, "c", other))
        .isInstanceOf(AlreadyStreamedException.class);
    Target inARole = new Target("other", "arn:aws:iam::123456789012:role/ergosync/streams");
    assertThat(storage.start(POOL, "c", inARole))
        .isEqualTo(new BulkPublishState.InProgress("c", inARole, START));
    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("c", inARole, START));
  }

  @Test
  void start_toAnotherStreamThanTheRunUnderWay_endsThat() {
    Target other = new Target("other", "");
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 5, 1);
    storage.start(POOL, "a", STREAM);
    storage.advance(POOL, "a", BulkPublishProgress.START, first);

    storage.start(POOL, "b", other);

    assertThat(storage.state(POOL)).isEqualTo(new BulkPublishState.InProgress("b", other, START));
    assertThat(progress("b")).contains(BulkPublishProgress.START);
    assertThat(storage.attempt(POOL, "a")).isEqualTo(Attempt.NotUnderWay.NOT_UNDER_WAY);
    assertThat(storage.advance(POOL, "a", first, first.to("4/y", 2, 0))).isFalse();
    assertThat(storage.succeed(POOL, "a")).isFalse();
  }

  @Test
  void attempt_afterTooManyWithoutProgress_endsTheRun() {
    BulkPublishProgress first = BulkPublishProgress.START.to("3/x", 0, 3);
    BulkPublishState.InProgress run = storage.start(POOL, "a", STREAM);
    for (int attempt = 1; attempt <= BulkPublishProgress.ATTEMPTS_MAX; attempt++) {
      assertThat(storage.attempt(POOL, "a"))
          .isEqualTo(new Attempt.Begun(run, BulkPublishProgress.START));
    }
    // Progress of whomever, even if it was too late for one more attempt of another.
    assertThat(storage.advance(POOL, "a", BulkPublishProgress.START, first)).isTrue();
    for (int attempt = 1; attempt <= BulkPublishProgress.ATTEMPTS_MAX; attempt++) {
      assertThat(storage.attempt(POOL, "a")).isEqualTo(new Attempt.Begun(run, first));
    }

    assertThat(storage.attempt(POOL, "a"))
        .isInstanceOfSatisfying(
            Attempt.TooMany.class,
            tooMany -> {
              assertThat(tooMany.end().failureMessage()).contains("in 10 attempts");
              assertThat(storage.state(POOL)).isEqualTo(tooMany.end());
            });
    assertThat(storage.attempt(POOL, "a")).isEqualTo(Attempt.NotUnderWay.NOT_UNDER_WAY);
    assertThat(storage.advance(POOL, "a", first, first.to("4/y", 2, 0))).isFalse();
    assertThat(storage.start(POOL, "b", STREAM).runId()).isEqualTo("b");
    assertThat(progress("b")).contains(BulkPublishProgress.START);
  }

  @Test
  void attempts_byManyAtOnce_areCountedAndTheirProgressIsTaken() throws Exception {
    storage.start(POOL, "a", STREAM);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> workers =
          IntStream.range(0, 4).<Callable<Boolean>>mapToObj(_ -> this::advancesOften).toList();
      for (Future<Boolean> worker : threads.invokeAll(workers)) {
        assertThat(worker.get()).isTrue();
      }
    }
    // Each step was taken from one worker or, of the same page, from several.
    assertThat(progress("a").orElseThrow().datasets()).isBetween(25L, 100L);
  }

  /** Goes on with the run from wherever it is; false if it has ended. */
  private boolean advancesOften() {
    for (int step = 0; step < 25; step++) {
      boolean advanced = false;
      while (!advanced) {
        if (!(storage.attempt(POOL, "a") instanceof Attempt.Begun(_, var from))) {
          return false;
        }
        advanced =
            storage.advance(POOL, "a", from, from.to(Long.toString(from.datasets() + 1), 1, 0));
      }
    }
    return true;
  }

  /** How far a run came; empty if it is not under way. */
  private Optional<BulkPublishProgress> progress(String runId) {
    return storage.attempt(POOL, runId) instanceof Attempt.Begun(_, var progress)
        ? Optional.of(progress)
        : Optional.empty();
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
      return storage.start(POOL, runId, STREAM).runId().equals(runId);
    } catch (BulkPublishInProgressException e) {
      return false;
    }
  }
}

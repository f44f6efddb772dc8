package io.ergosync.cache;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.IdentityPoolId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Remembers something of each identity pool for {@link #KEPT}, so that not every request pays for
 * reading it. A change therefore reaches an instance of a function up to that much later. Failures
 * are not remembered. Safe for use by many threads.
 *
 * @param <T> what is remembered
 */
public final class PoolCache<T> {
  /** How long an answer is used. */
  public static final Duration KEPT = Duration.ofSeconds(10);

  /** How many pools are remembered: more than a deployment has, few enough for any memory. */
  public static final int POOLS_MAX = 1_000;

  /**
   * An answer.
   *
   * @param forgotten how often all was forgotten before the source was asked
   */
  private record Answer<T>(T value, Instant readAt, long forgotten) {}

  private final Function<IdentityPoolId, T> source;
  private final Clock clock;
  private final Map<IdentityPoolId, Answer<T>> answers = new ConcurrentHashMap<>();
  private final AtomicLong forgotten = new AtomicLong();

  /** Remembers what the source says. */
  public PoolCache(Function<IdentityPoolId, T> source, Clock clock) {
    this.source = requireNonNull(source);
    this.clock = requireNonNull(clock);
  }

  /** What the source says of a pool, or said a moment ago. */
  public T get(IdentityPoolId identityPoolId) {
    Instant now = clock.instant();
    long forgottenBefore = forgotten.get();
    Answer<T> known = answers.get(identityPoolId);
    if (known != null && known.forgotten() == forgottenBefore && isFresh(known.readAt(), now)) {
      return known.value();
    }
    T value = source.apply(identityPoolId);
    if (answers.size() >= POOLS_MAX) {
      answers.clear();
    }
    answers.put(identityPoolId, new Answer<>(value, now, forgottenBefore));
    return value;
  }

  /** Has the source be asked the next time. */
  public void forget(IdentityPoolId identityPoolId) {
    answers.remove(identityPoolId);
  }

  /**
   * Has the source be asked the next time, whatever the pool. An answer that another thread is
   * waiting for meanwhile is not remembered.
   */
  public void forgetAll() {
    forgotten.incrementAndGet();
    answers.clear();
  }

  /** A clock that was set back makes an answer old, not eternal. */
  private static boolean isFresh(Instant readAt, Instant now) {
    return !now.isBefore(readAt) && now.isBefore(readAt.plus(KEPT));
  }
}

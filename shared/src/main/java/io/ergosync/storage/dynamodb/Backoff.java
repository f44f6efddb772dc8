package io.ergosync.storage.dynamodb;

import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** How long to wait before an operation that lost a race starts again. */
public interface Backoff {
  /**
   * Waits.
   *
   * @param attempt how many attempts were lost so far, from 1
   */
  void pause(int attempt);

  /**
   * A random wait below an upper bound that doubles with each of the first attempts: contenders
   * that met once are unlikely to meet again (AWS Architecture Blog, "Exponential Backoff And
   * Jitter": full jitter). After that it shrinks: whoever lost often comes before those who have
   * just begun, so that nobody loses for ever.
   */
  static Backoff fullJitter(RandomGenerator random) {
    return attempt -> LockSupport.parkNanos(1_000 * random.nextLong(1, microsMax(attempt)));
  }

  private static long microsMax(int attempt) {
    int doublings = 6;
    return attempt <= doublings + 2
        ? 2_000L << Math.min(attempt - 1, doublings)
        : Math.max(12_000, (2_000L << doublings) * (doublings + 2) / attempt);
  }
}

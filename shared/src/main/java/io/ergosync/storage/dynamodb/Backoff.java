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
   * A random wait below an upper bound that doubles with each attempt: contenders that met once are
   * unlikely to meet again (AWS Architecture Blog, "Exponential Backoff And Jitter": full jitter).
   */
  static Backoff fullJitter(RandomGenerator random) {
    return attempt -> {
      long microsMax = Math.min(64_000, 2_000L << Math.min(attempt - 1, 5));
      LockSupport.parkNanos(1_000 * random.nextLong(1, microsMax));
    };
  }
}

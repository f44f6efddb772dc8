package io.ergosync.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something that failed is tried again: a wait that doubles with each
 * attempt, of which half is random, so that those who failed together do not come back together.
 */
public final class Pauses {
  private Pauses() {}

  /**
   * A wait.
   *
   * @param attempts how many have failed, from 1
   * @param first the longest wait after the first
   * @param max the longest of all
   */
  public static Duration after(int attempts, Duration first, Duration max, RandomGenerator random) {
    Duration whole = first;
    for (int i = 1; i < attempts && whole.compareTo(max) < 0; i++) {
      whole = whole.multipliedBy(2);
    }
    long millis = Math.min(whole.toMillis(), max.toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}

package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Await {
  private static final Duration STEP = Duration.ofMillis(200);

  private Await() {}

  /** Waits until a condition holds, and fails if it does not in time. */
  static void until(String what, Duration timeMax, BooleanSupplier condition) {
    long end = System.nanoTime() + timeMax.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}

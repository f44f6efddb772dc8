package io.ergosync.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between attempts. Safe for use by many threads. */
@FunctionalInterface
public interface Pause {
  /** Waits by the machine's clock; shorter if the thread is interrupted. */
  Pause REAL = duration -> LockSupport.parkNanos(duration.toNanos());

  /** Waits. */
  void of(Duration duration);
}

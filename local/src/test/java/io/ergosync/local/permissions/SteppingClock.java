package io.ergosync.local.permissions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that can go on by a step each time that it is looked at, so that no time is left. */
final class SteppingClock extends Clock {
  private final AtomicLong aheadMillis = new AtomicLong();
  private volatile Duration step = Duration.ZERO;

  /** From now on each look takes this long. */
  void step(Duration length) {
    step = length;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(
        Clock.systemUTC().millis() + aheadMillis.getAndAdd(step.toMillis()));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}

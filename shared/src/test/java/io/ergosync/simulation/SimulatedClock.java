package io.ergosync.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;

/** A process's clock: it goes on with the schedule and is a little off. */
final class SimulatedClock extends Clock {
  private static final long START_MILLIS = 1_700_000_000_000L;

  private final IntSupplier points;
  private final int skewMillis;

  SimulatedClock(IntSupplier points, int skewMillis) {
    this.points = points;
    this.skewMillis = skewMillis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(START_MILLIS + points.getAsInt() + skewMillis);
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

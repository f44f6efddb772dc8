package io.ergosync.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/** The time of a schedule: a millisecond passes at each point, and now and then very much. */
final class SimulatedTime {
  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long LEAP_MILLIS_MAX = Duration.ofHours(6).toMillis();

  private final RandomGenerator random;
  private final int leaps;
  private long millis = START_MILLIS;

  /**
   * @param leaps at how many points of a thousand everybody sleeps for up to some hours
   */
  SimulatedTime(RandomGenerator random, int leaps) {
    this.random = random;
    this.leaps = leaps;
  }

  /** The time now, in milliseconds. */
  long millis() {
    return millis;
  }

  /** Lets time pass at a scheduling point. */
  void pass() {
    millis += leaps > 0 && random.nextInt(1_000) < leaps ? random.nextLong(LEAP_MILLIS_MAX) : 1;
  }

  /** Lets time pass until a moment, unless it is over. */
  void passUntil(long moment) {
    millis = Math.max(millis, moment);
  }

  /**
   * A process's clock, which is a little off, or very much, and is set right or wrong now and then.
   */
  Clock clock(RandomGenerator own, int skewMillisMax) {
    return new SkewedClock(own, skewMillisMax);
  }

  private final class SkewedClock extends Clock {
    private final RandomGenerator own;
    private final int skewMillisMax;
    private int skewMillis;

    SkewedClock(RandomGenerator own, int skewMillisMax) {
      this.own = own;
      this.skewMillisMax = skewMillisMax;
      this.skewMillis = own.nextInt(-skewMillisMax, skewMillisMax + 1);
    }

    @Override
    public Instant instant() {
      if (own.nextInt(8) == 0) {
        skewMillis = own.nextInt(-skewMillisMax, skewMillisMax + 1);
      }
      return Instant.ofEpochMilli(millis + skewMillis);
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
}

package io.ergosync.runtime;

import io.ergosync.telemetry.Consumption;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up what the request that is being dealt with takes. A function on Lambda deals with one at a
 * time; where there are several, as in the local cloud, what they take is told together, by
 * whichever ends first. Safe for use by many threads.
 */
public final class RequestMeter implements CapacityListener {
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();
  private final LongAdder retries = new LongAdder();

  @Override
  public void read(double units) {
    readUnits.add(units);
  }

  @Override
  public void wrote(double units) {
    writeUnits.add(units);
  }

  /** Something is tried again. */
  public void retried(long times) {
    retries.add(times);
  }

  /** What was taken since this was last asked. */
  public Consumption take() {
    return new Consumption(
        readUnits.sumThenReset(), writeUnits.sumThenReset(), retries.sumThenReset());
  }
}

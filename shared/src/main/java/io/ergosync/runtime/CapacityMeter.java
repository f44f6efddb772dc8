package io.ergosync.runtime;

import java.util.concurrent.atomic.DoubleAdder;

/**
 * Adds up the capacity units that DynamoDB says requests consumed. Safe for use by many threads. A
 * write whose condition fails consumes units too, which DynamoDB does not tell.
 */
public final class CapacityMeter implements CapacityListener {
  private final DoubleAdder readUnits = new DoubleAdder();
  private final DoubleAdder writeUnits = new DoubleAdder();

  @Override
  public void read(double units) {
    readUnits.add(units);
  }

  @Override
  public void wrote(double units) {
    writeUnits.add(units);
  }

  /** Read units consumed so far. */
  public double readUnits() {
    return readUnits.sum();
  }

  /** Write units consumed so far. */
  public double writeUnits() {
    return writeUnits.sum();
  }
}

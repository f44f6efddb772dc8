package io.ergosync.runtime;

/** Is told of the capacity units that requests consume. */
public interface CapacityListener {
  /** A request consumed so many read units. */
  void read(double units);

  /** A request consumed so many write units. */
  void wrote(double units);
}

package io.ergosync.simulation;

/** One of the invariants does not hold. */
public final class Violation extends AssertionError {
  private final String invariant;

  Violation(String invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }

  /** The name of the invariant. */
  public String invariant() {
    return invariant;
  }
}

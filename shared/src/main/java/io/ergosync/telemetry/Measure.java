package io.ergosync.telemetry;

import static java.util.Objects.requireNonNull;

/**
 * A value of a metric.
 *
 * @param unit in CloudWatch's words
 */
public record Measure(String name, String unit, double value) {
  public Measure {
    requireNonNull(name);
    requireNonNull(unit);
  }

  /** How often something happened. */
  public static Measure count(String name, long count) {
    return new Measure(name, "Count", count);
  }

  /** How much of something there was, that is counted in units of its own. */
  public static Measure amount(String name, double amount) {
    return new Measure(name, "Count", amount);
  }

  /** How long something took. */
  public static Measure milliseconds(String name, long milliseconds) {
    return new Measure(name, "Milliseconds", milliseconds);
  }
}

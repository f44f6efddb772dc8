package io.ergosync.telemetry;

/**
 * What a request took of the database.
 *
 * @param readUnits capacity units as DynamoDB told them
 * @param writeUnits the same; a write whose condition failed took some too, which it does not tell
 * @param retries how often something was tried again: requests by the SDK, lost races by us
 */
public record Consumption(double readUnits, double writeUnits, long retries) {
  /** Nothing. */
  public static final Consumption NONE = new Consumption(0, 0, 0);
}

package io.ergosync.local.database;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.runtime.CapacityListener;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up what each function consumes of the database. Safe for use by many threads.
 *
 * <p>Units are those that DynamoDB Local reports. It reports none for a write whose condition
 * fails, which AWS bills, and its figures for transactions differ from AWS's.
 */
public final class FunctionCapacity {
  /** What one function consumed. */
  private record Consumed(long count, double readUnits, double writeUnits) {
    Consumed plus(Consumed other) {
      return new Consumed(
          count + other.count, readUnits + other.readUnits, writeUnits + other.writeUnits);
    }
  }

  private final Map<String, Consumed> byFunction = new TreeMap<>();

  /** Counts one invocation. */
  public void invoked(String function) {
    add(function, new Consumed(1, 0, 0));
  }

  /** Adds what a function's requests consume. */
  public CapacityListener listenerOf(String function) {
    return new CapacityListener() {
      @Override
      public void read(double units) {
        add(function, new Consumed(0, units, 0));
      }

      @Override
      public void wrote(double units) {
        add(function, new Consumed(0, 0, units));
      }
    };
  }

  /** Forgets everything. */
  public synchronized void clear() {
    byFunction.clear();
  }

  /** Function names to {@code count}, {@code readUnits} and {@code writeUnits}. */
  public synchronized ObjectNode report() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    byFunction.forEach((function, consumed) ->
        report
            .putObject(function)
            .put("count", consumed.count)
            .put("readUnits", consumed.readUnits)
            .put("writeUnits", consumed.writeUnits));
    return report;
  }

  private synchronized void add(String function, Consumed consumed) {
    byFunction.merge(function, consumed, Consumed::plus);
  }
}

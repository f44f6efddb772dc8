package io.ergosync.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often each kind of operation ended how: a check that finds nothing must have seen much. */
final class Statistics {
  private final Map<String, Long> counts = new TreeMap<>();

  /** Counts an operation. */
  void add(Operation operation, Outcome outcome) {
    String how =
        switch (outcome) {
          case Outcome.Answered _ -> "answered";
          case Outcome.Refused(var failure) -> failure.getClass().getSimpleName();
          case Outcome.Unknown _ -> "unknown";
          case Outcome.Crashed _ -> "crashed";
        };
    add(operation.getClass().getSimpleName() + " " + how, 1);
  }

  /** Counts something. */
  synchronized void add(String what, long count) {
    counts.merge(what, count, Long::sum);
  }

  /** Adds the counts of another schedule. */
  void addAll(Statistics other) {
    other.counts().forEach(this::add);
  }

  /** All counts by name. */
  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}

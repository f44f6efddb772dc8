package io.ergosync.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each kind of operation ended how: a check that finds nothing must have seen much. */
final class Statistics {
  private final Map<String, Long> counts = new HashMap<>();

  /** Counts an operation. */
  void add(Operation operation, Outcome outcome) {
    String what =
        operation.getClass().getSimpleName()
            + switch (operation) {
              case Operation.UpdateDataset(var _, var _, var trigger)
                  when trigger != Trigger.NONE ->
                  " " + trigger;
              case Operation.Housekeep(Chore.Follow(var change), long _) ->
                  " " + change.getClass().getSimpleName();
              case Operation.Housekeep(var chore, long _) -> " " + chore.getClass().getSimpleName();
              case Operation _ -> "";
            };
    String how =
        switch (outcome) {
          case Outcome.Answered _ -> "answered";
          case Outcome.Refused(var failure) -> failure.getClass().getSimpleName();
          case Outcome.Vetoed _ -> "vetoed";
          case Outcome.Unknown _ -> "unknown";
          case Outcome.Crashed _ -> "crashed";
        };
    add(what + " " + how, 1);
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

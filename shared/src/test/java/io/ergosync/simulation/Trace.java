package io.ergosync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line, if anyone wants to know. */
final class Trace {
  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  /** Adds a line; its text is made only if it is wanted. */
  void add(Supplier<String> line) {
    if (wanted) {
      lines.add(line.get());
    }
  }

  /** All lines so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}

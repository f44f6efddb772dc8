package io.ergosync.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was simulated, for those who ask with {@code -Dsimulation.report}: it is appended to {@code
 * target/simulation-report.md}.
 */
final class Report {
  private static final boolean WANTED = System.getProperty("simulation.report") != null;
  private static final Path FILE = Path.of("target", "simulation-report.md");

  private Report() {}

  /** How often everything was done, with what outcome. */
  static void of(long firstSeed, long schedules, Statistics statistics) {
    Map<String, Map<String, Long>> rows = new TreeMap<>();
    statistics
        .counts()
        .forEach((name, count) -> {
          int end = name.lastIndexOf(' ');
          rows.computeIfAbsent(name.substring(0, Math.max(0, end)), _ -> new TreeMap<>())
              .put(name.substring(end + 1), count);
        });
    StringBuilder text =
        new StringBuilder("# %d schedules from seed %d%n%n".formatted(schedules, firstSeed))
            .append("| What | How often, by outcome |\n| --- | --- |\n");
    rows.forEach((name, counts) -> {
      text.append("| ").append(name).append(" | ");
      counts.forEach((how, count) -> text.append(how).append(' ').append(count).append("; "));
      text.append("|\n");
    });
    append(text + "\n");
  }

  /** With which seed a break was caught, and by which invariant. */
  static void caught(String broken, Schedules.Failed failed) {
    append(
        "* %s: caught with seed %d by %s%n".formatted(broken, failed.seed(), failed.invariant()));
  }

  private static void append(String text) {
    if (WANTED) {
      try {
        Files.writeString(FILE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

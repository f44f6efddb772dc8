package io.ergosync.telemetry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a function's log, one line of JSON for each thing that happened, which Lambda carries to
 * CloudWatch. Lines that count do so as {@link EmbeddedMetrics}. Safe for use by many threads.
 */
public final class FunctionLog {
  private final PrintStream out;
  private final EmbeddedMetrics metrics;
  private final String function;

  /**
   * A log that writes UTF-8 to a stream, whatever the stream's own encoding.
   *
   * @param metrics what lines count as
   * @param function the name of the function, which each line has
   */
  public FunctionLog(PrintStream out, EmbeddedMetrics metrics, String function) {
    this.out = requireNonNull(out);
    this.metrics = requireNonNull(metrics);
    this.function = requireNonNull(function);
  }

  /** Writes a line. */
  public void write(LogLine line) {
    ObjectNode node = Json.object();
    node.put("level", line.level());
    node.put("function", function);
    node.setAll(line.fields());
    List<Measure> measures = new ArrayList<>();
    line.metrics()
        .forEach((metric, count) -> measures.add(Measure.count(metric.metricName(), count)));
    metrics.addTo(node, measures);
    byte[] bytes = (Json.text(node) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}

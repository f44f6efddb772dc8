package io.ergosync.telemetry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Writes a function's log, one line of JSON for each thing that happened, which Lambda carries to
 * CloudWatch. Lines that count are in CloudWatch's embedded metric format, so that no request is
 * needed for a metric. Safe for use by many threads.
 */
public final class FunctionLog {
  /** The namespace of all metrics. */
  public static final String NAMESPACE = "ErgoSync";

  private final PrintStream out;
  private final Clock clock;
  private final String function;

  /**
   * A log that writes UTF-8 to a stream, whatever the stream's own encoding.
   *
   * @param function the name of the function, by which its metrics are told apart
   */
  public FunctionLog(PrintStream out, Clock clock, String function) {
    this.out = requireNonNull(out);
    this.clock = requireNonNull(clock);
    this.function = requireNonNull(function);
  }

  /** Writes a line. */
  public void write(LogLine line) {
    ObjectNode node = Json.object();
    node.put("level", line.level());
    node.put("function", function);
    node.setAll(line.fields());
    if (!line.metrics().isEmpty()) {
      count(line, node);
    }
    byte[] bytes = (Json.text(node) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private void count(LogLine line, ObjectNode node) {
    ObjectNode aws = node.putObject("_aws");
    aws.put("Timestamp", clock.millis());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add("function");
    var definitions = directive.putArray("Metrics");
    line.metrics()
        .forEach((metric, count) -> {
          definitions.addObject().put("Name", metric.metricName()).put("Unit", "Count");
          node.put(metric.metricName(), count);
        });
  }
}

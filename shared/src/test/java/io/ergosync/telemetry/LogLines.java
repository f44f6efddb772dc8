package io.ergosync.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log that can be read. */
public final class LogLines {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final FunctionLog log =
      new FunctionLog(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          new EmbeddedMetrics(new TestClock(), "test"),
          "Test");

  /** What writes into it. */
  public FunctionLog log() {
    return log;
  }

  /** The lines so far. */
  public List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    bytes.toString(StandardCharsets.UTF_8).lines().forEach(line -> lines.add(read(line)));
    return lines;
  }

  /** What a metric counted so far. */
  public long count(Metric metric) {
    return lines().stream().mapToLong(line -> line.path(metric.metricName()).asLong()).sum();
  }

  private static JsonNode read(String line) {
    try {
      return Json.read(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a line of the log is no JSON: " + line, e);
    }
  }
}

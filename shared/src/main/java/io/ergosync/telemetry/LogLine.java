package io.ergosync.telemetry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the log in the making: what happened, to what, and what it counts as. Record values,
 * tokens and credentials are never put into one. Not safe for use by many threads.
 */
public final class LogLine {
  private final String level;
  private final ObjectNode fields = Json.object();
  private final Map<Metric, Long> metrics = new LinkedHashMap<>();

  private LogLine(String level, String message) {
    this.level = level;
    fields.put("message", requireNonNull(message));
  }

  /** That all is well. */
  public static LogLine info(String message) {
    return new LogLine("INFO", message);
  }

  /** Something that somebody should look at some time. */
  public static LogLine warn(String message) {
    return new LogLine("WARN", message);
  }

  /** Something that somebody must look at. */
  public static LogLine error(String message) {
    return new LogLine("ERROR", message);
  }

  /** Adds what it is about. */
  public LogLine with(String name, Object value) {
    fields.put(name, value.toString());
    return this;
  }

  /** Adds a number. */
  public LogLine with(String name, long value) {
    fields.put(name, value);
    return this;
  }

  /** Adds several things that it is about, in their order. */
  public LogLine withEach(String name, List<String> values) {
    ArrayNode array = fields.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** Adds what failed and where. */
  public LogLine withStackTrace(Throwable failure) {
    return with("stackTrace", StackTraces.of(failure));
  }

  /** Counts it as a metric too. */
  public LogLine counting(Metric metric, long count) {
    metrics.put(metric, count);
    return this;
  }

  /** Counts it as corruption too, if a dataset that contradicts itself is what failed. */
  public LogLine countingCorruption(Throwable failure) {
    return Corruption.causes(failure) ? counting(Metric.CORRUPT_DATASETS, 1) : this;
  }

  String level() {
    return level;
  }

  ObjectNode fields() {
    return fields;
  }

  Map<Metric, Long> metrics() {
    return metrics;
  }
}

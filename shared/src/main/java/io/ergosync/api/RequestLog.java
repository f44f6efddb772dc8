package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.telemetry.Consumption;
import io.ergosync.telemetry.Corruption;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.Measure;
import io.ergosync.telemetry.Metric;
import io.ergosync.telemetry.StackTraces;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes one line of JSON for each request, which Lambda carries to the log and which counts as
 * metrics: latency, capacity units, retries, and what failed. Neither record values nor tokens get
 * in: of a client's error the line has the name only, of an internal one the stack trace. Safe for
 * use by many threads.
 */
public final class RequestLog {
  private final PrintStream out;
  private final EmbeddedMetrics metrics;
  private final Supplier<Consumption> consumption;

  /**
   * A log that writes UTF-8 to the stream, whatever the stream's own encoding.
   *
   * @param consumption tells what was taken since it was last asked
   */
  public RequestLog(PrintStream out, EmbeddedMetrics metrics, Supplier<Consumption> consumption) {
    this.out = requireNonNull(out);
    this.metrics = requireNonNull(metrics);
    this.consumption = requireNonNull(consumption);
  }

  /** Notes what a request was about, what it came to and how long that took. */
  public void write(
      String operation, String requestId, LoggedMembers members, Answer answer, long milliseconds) {
    ObjectNode line = Json.object();
    switch (answer) {
      case Answer.Success _ -> line.put("level", level(Level.INFO));
      case Answer.Failure failure -> line.put("level", level(failure.error().code().logLevel()));
    }
    line.put("operation", operation).put("requestId", requestId);
    members.addTo(line);
    switch (answer) {
      case Answer.Success(ObjectNode response) -> {
        line.put("outcome", "OK").put("status", 200);
        LoggedMembers.addCommit(operation, response, line);
      }
      case Answer.Failure(ApiException error) -> {
        ErrorCode code = error.code();
        line.put("outcome", code.wireName()).put("status", code.status());
        line.put("metric", code.metricName());
        if (code.status() >= 500) {
          line.put("stackTrace", StackTraces.of(error));
        }
      }
    }
    metrics.addTo(line, measures(answer, milliseconds));
    byte[] bytes = (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private List<Measure> measures(Answer answer, long milliseconds) {
    Consumption taken = consumption.get();
    List<Measure> measures =
        new ArrayList<>(
            List.of(
                Measure.milliseconds("Latency", milliseconds),
                Measure.amount("ReadUnits", taken.readUnits()),
                Measure.amount("WriteUnits", taken.writeUnits()),
                Measure.count("Retries", taken.retries())));
    if (answer instanceof Answer.Failure(ApiException error)) {
      measures.add(Measure.count(error.code().metricName(), 1));
      if (Corruption.causes(error)) {
        measures.add(Measure.count(Metric.CORRUPT_DATASETS.metricName(), 1));
      }
    }
    return measures;
  }

  /** As Lambda's log filters spell it. */
  private static String level(Level level) {
    return level == Level.WARNING ? "WARN" : level.name();
  }
}

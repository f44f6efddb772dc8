package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.telemetry.Corruption;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.Metric;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes one line of JSON for each request, which Lambda carries to the log; one that failed counts
 * as a metric. Neither record values nor tokens get in: of a client's error the line has the name
 * only, of an internal one the stack trace. Safe for use by many threads.
 */
public final class RequestLog {
  private final PrintStream out;
  private final EmbeddedMetrics metrics;

  /** A log that writes UTF-8 to the stream, whatever the stream's own encoding. */
  public RequestLog(PrintStream out, EmbeddedMetrics metrics) {
    this.out = requireNonNull(out);
    this.metrics = requireNonNull(metrics);
  }

  /** Notes what a request came to and how long that took. */
  public void write(String operation, String requestId, Answer answer, long milliseconds) {
    ObjectNode line = Json.object();
    switch (answer) {
      case Answer.Success _ -> line.put("level", level(Level.INFO));
      case Answer.Failure failure -> line.put("level", level(failure.error().code().logLevel()));
    }
    line.put("operation", operation).put("requestId", requestId);
    switch (answer) {
      case Answer.Success _ -> line.put("outcome", "OK").put("status", 200);
      case Answer.Failure(ApiException error) -> {
        ErrorCode code = error.code();
        line.put("outcome", code.wireName()).put("status", code.status());
        line.put("metric", code.metricName());
        if (code.status() >= 500) {
          line.put("stackTrace", stackTrace(error));
        }
      }
    }
    line.put("milliseconds", milliseconds);
    metrics.addTo(line, counts(answer));
    byte[] bytes = (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private static Map<String, Long> counts(Answer answer) {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (answer instanceof Answer.Failure(ApiException error)) {
      counts.put(error.code().metricName(), 1L);
      if (Corruption.causes(error)) {
        counts.put(Metric.CORRUPT_DATASETS.metricName(), 1L);
      }
    }
    return counts;
  }

  /** As Lambda's log filters spell it. */
  private static String level(Level level) {
    return level == Level.WARNING ? "WARN" : level.name();
  }

  private static String stackTrace(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

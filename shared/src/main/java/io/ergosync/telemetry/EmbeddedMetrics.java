package io.ergosync.telemetry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/**
 * Makes lines of the log count as metrics, in CloudWatch's embedded metric format, so that no
 * request is needed for a metric. A metric is told apart by the stack only, not by the function:
 * each combination is billed as a metric of its own, and the line has the function anyway. Safe for
 * use by many threads.
 */
public final class EmbeddedMetrics {
  /** The namespace of all metrics. */
  public static final String NAMESPACE = "ErgoSync";

  /** The one dimension of all metrics: the name of the CloudFormation stack. */
  public static final String DIMENSION = "stack";

  private final Clock clock;
  private final String stack;

  /** The metrics of a stack. */
  public EmbeddedMetrics(Clock clock, String stack) {
    this.clock = requireNonNull(clock);
    this.stack = requireNonNull(stack);
  }

  /** Adds measures to a line; to a line without any, nothing. */
  public void addTo(ObjectNode line, List<Measure> measures) {
    if (measures.isEmpty()) {
      return;
    }
    line.put(DIMENSION, stack);
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", clock.millis());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add(DIMENSION);
    var definitions = directive.putArray("Metrics");
    for (Measure measure : measures) {
      definitions.addObject().put("Name", measure.name()).put("Unit", measure.unit());
      put(line, measure);
    }
  }

  private static void put(ObjectNode line, Measure measure) {
    if (measure.value() == Math.rint(measure.value())) {
      line.put(measure.name(), (long) measure.value());
    } else {
      line.put(measure.name(), measure.value());
    }
  }
}

package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the event source mappings of functions, with the defaults of Lambda. */
final class EventSourceReader {
  private static final String REPORTS_FAILURES = "ReportBatchItemFailures";
  private static final int STREAM_BATCH_DEFAULT = 100;
  private static final int QUEUE_BATCH_DEFAULT = 10;

  /** As many as Lambda starts with where nothing limits them. */
  private static final int CONCURRENCY_DEFAULT = 5;

  private static final Pattern STREAM_ARN =
      Pattern.compile("arn:[^:]+:dynamodb:.*:table/([^/]+)/stream/.+");

  private EventSourceReader() {}

  /** The event sources of a function that are not switched off. */
  static List<EventSource> read(String logicalId, Section properties) {
    return properties.find("Events").stream()
        .flatMap(events -> events.entries().entrySet().stream())
        .filter(event -> Set.of("DynamoDB", "SQS").contains(event.getValue().at("Type").text()))
        .filter(event ->
            event.getValue().at("Properties").find("Enabled").map(Section::flag).orElse(true))
        .map(event ->
            event.getValue().at("Type").text().equals("SQS")
                ? queue(event.getKey(), event.getValue().at("Properties"))
                : stream(logicalId, event.getKey(), event.getValue().at("Properties")))
        .toList();
  }

  private static EventSource stream(String logicalId, String name, Section event) {
    String arn = event.at("Stream").text();
    Matcher matcher = STREAM_ARN.matcher(arn);
    if (!matcher.matches()) {
      throw new ConfigurationException(
          "The template's %s.Events.%s has the Stream '%s'; only the StreamArn of a table runs locally."
              .formatted(logicalId, name, arn));
    }
    checkStart(logicalId, name, event.at("StartingPosition").text());
    return new EventSource.Stream(
        name,
        matcher.group(1),
        arn,
        number(event, "BatchSize", STREAM_BATCH_DEFAULT),
        seconds(event, "MaximumBatchingWindowInSeconds"),
        number(event, "ParallelizationFactor", 1),
        event.find("BisectBatchOnFunctionError").map(Section::flag).orElse(false),
        number(event, "MaximumRetryAttempts", EventSource.UNLIMITED),
        seconds(event, "MaximumRecordAgeInSeconds"),
        reportsFailures(event),
        event.find("FilterCriteria").map(EventSourceReader::patterns).orElse(List.of()),
        onFailure(logicalId, name, event));
  }

  /**
   * Both run alike: a stream is always read from its oldest record, because a local cloud that was
   * stopped would otherwise lose what it had not got to.
   */
  private static void checkStart(String logicalId, String name, String position) {
    if (!Set.of("TRIM_HORIZON", "LATEST").contains(position)) {
      throw new ConfigurationException(
          "The template's %s.Events.%s must have the StartingPosition TRIM_HORIZON or LATEST, not '%s'."
              .formatted(logicalId, name, position));
    }
  }

  private static EventSource queue(String name, Section event) {
    return new EventSource.Queue(
        name,
        event.at("Queue").text(),
        number(event, "BatchSize", QUEUE_BATCH_DEFAULT),
        seconds(event, "MaximumBatchingWindowInSeconds"),
        reportsFailures(event),
        event
            .find("ScalingConfig")
            .flatMap(scaling -> scaling.find("MaximumConcurrency"))
            .map(Section::number)
            .orElse(CONCURRENCY_DEFAULT));
  }

  private static List<String> patterns(Section criteria) {
    return criteria.find("Filters").map(Section::items).orElse(List.of()).stream()
        .map(filter -> filter.at("Pattern").text())
        .toList();
  }

  private static String onFailure(String logicalId, String name, Section event) {
    Optional<Section> destination =
        event.find("DestinationConfig").flatMap(config -> config.find("OnFailure"));
    destination
        .flatMap(found -> found.find("Type"))
        .map(Section::text)
        .filter(type -> !type.equals("SQS"))
        .ifPresent(type -> {
          throw new ConfigurationException(
              "The template's %s.Events.%s has an OnFailure destination of type %s; the local cloud knows SQS."
                  .formatted(logicalId, name, type));
        });
    return destination.map(found -> found.at("Destination").text()).orElse("");
  }

  private static boolean reportsFailures(Section event) {
    return event
        .find("FunctionResponseTypes")
        .map(Section::texts)
        .orElse(List.of())
        .contains(REPORTS_FAILURES);
  }

  private static int number(Section event, String key, int defaultValue) {
    return event.find(key).map(Section::number).orElse(defaultValue);
  }

  /** Seconds; -1, by which Lambda means no limit, is zero. */
  private static Duration seconds(Section event, String key) {
    return Duration.ofSeconds(Math.max(0, number(event, key, 0)));
  }
}

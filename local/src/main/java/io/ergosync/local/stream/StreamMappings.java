package io.ergosync.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.database.Database;
import io.ergosync.local.filter.EventFilter;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.EventSource;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.QueueDefinition;
import io.ergosync.local.template.TableDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.runtime.ConfigurationException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The mappings of streams to functions: {@code {"<function>": {"iteratorAgeMilliseconds",
 * "records", "invocations", "retries", "discarded"}}}; emptying it sets the counts to 0. Safe for
 * use by many threads.
 */
public final class StreamMappings implements AutoCloseable, Readout {
  private final Map<String, StreamMapping> byName = new ConcurrentSkipListMap<>();
  private final Template template;
  private final Database database;
  private final SqsClient sqs;
  private final Clock clock;
  private final ServerLog log;

  /** None yet. */
  public StreamMappings(
      Template template, Database database, SqsClient sqs, Clock clock, ServerLog log) {
    this.template = template;
    this.database = database;
    this.sqs = sqs;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Begins to invoke a function. A second stream of the same function goes by {@code
   * <function>.<event>}.
   *
   * @throws ConfigurationException if the table has no stream, a filter is not known or the
   *     on-failure destination is no queue of the template
   */
  public void start(FunctionDefinition function, EventSource.Stream source, Invoker invoker) {
    String place = "%s.Events.%s".formatted(function.logicalId(), source.name());
    EventFilter filter = EventFilter.parse(source.filterPatterns(), place);
    FailureQueue failures =
        new FailureQueue(
            sqs, failureQueueUrl(source, place), function, source.streamArn(), clock, log);
    StreamStatus status = new StreamStatus();
    String name =
        byName.containsKey(function.name())
            ? function.name() + "." + source.name()
            : function.name();
    StreamMapping mapping =
        new StreamMapping(
            name,
            source,
            new ShardReader(database.streams(), database.streamArn(source.tableName())),
            new ChangeEvents(source.streamArn(), partitionKey(source, place), clock),
            filter,
            new BatchProcessor(name, source, invoker, failures, status, clock, log),
            status,
            clock,
            log);
    byName.put(name, mapping);
    mapping.start();
  }

  private String failureQueueUrl(EventSource.Stream source, String place) {
    if (source.onFailureArn().isEmpty()) {
      return "";
    }
    return template.queues().stream()
        .filter(queue -> queue.arn().equals(source.onFailureArn()))
        .findFirst()
        .map(QueueDefinition::url)
        .orElseThrow(() ->
            new ConfigurationException(
                "The template's %s has the OnFailure destination '%s'; make it the Arn of a queue of the template."
                    .formatted(place, source.onFailureArn())));
  }

  private String partitionKey(EventSource.Stream source, String place) {
    return template.tables().stream()
        .filter(table -> table.name().equals(source.tableName()))
        .filter(table -> !table.streamViewType().isEmpty())
        .findFirst()
        .map(StreamMappings::partitionKey)
        .orElseThrow(() ->
            new ConfigurationException(
                "The template's %s reads the table %s; give that table a StreamSpecification."
                    .formatted(place, source.tableName())));
  }

  private static String partitionKey(TableDefinition table) {
    return table.key().stream()
        .filter(part -> part.type().equals("HASH"))
        .findFirst()
        .map(TableDefinition.KeyPart::attribute)
        .orElseThrow();
  }

  @Override
  public JsonNode read() {
    ObjectNode all = Json.object();
    byName.forEach((name, mapping) -> all.set(name, mapping.read()));
    return all;
  }

  @Override
  public void clear() {
    byName.values().forEach(StreamMapping::clear);
  }

  @Override
  public void close() {
    byName.values().forEach(StreamMapping::close);
  }
}

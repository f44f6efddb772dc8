package io.ergosync.local;

import io.ergosync.local.database.Database;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.lambda.Functions;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.queue.QueueMapping;
import io.ergosync.local.stream.StreamMappings;
import io.ergosync.local.template.EventSource;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.QueueDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.runtime.ConfigurationException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What invokes functions besides requests: the mappings of streams and of queues. */
final class EventSources implements AutoCloseable {
  private final Settings settings;
  private final Template template;
  private final SqsClient sqs;
  private final StreamMappings streams;
  private final Resources mappings = new Resources();

  /** Those of a template; none has begun. */
  EventSources(Settings settings, Template template, Database database, SqsClient sqs) {
    this.settings = settings;
    this.template = template;
    this.sqs = sqs;
    this.streams =
        mappings.add(new StreamMappings(template, database, sqs, settings.clock(), settings.log()));
  }

  /** How far the streams are. */
  Readout streams() {
    return streams;
  }

  /**
   * Begins to invoke functions.
   *
   * @throws ConfigurationException if a mapping cannot run locally
   */
  void start(Functions functions) {
    for (FunctionDefinition function : template.functions()) {
      Invoker invoker = (payload, requestId) -> functions.invoke(function, payload, requestId);
      for (EventSource source : function.sources()) {
        switch (source) {
          case EventSource.Stream stream -> streams.start(function, stream, invoker);
          case EventSource.Queue queue -> start(function, queue, invoker);
        }
      }
    }
  }

  private void start(FunctionDefinition function, EventSource.Queue source, Invoker invoker) {
    QueueDefinition queue =
        template.queues().stream()
            .filter(candidate -> candidate.arn().equals(source.queueArn()))
            .findFirst()
            .orElseThrow(() ->
                new ConfigurationException(
                    "The template's %s.Events.%s has the Queue '%s'; make it the Arn of a queue of the template."
                        .formatted(function.logicalId(), source.name(), source.queueArn())));
    mappings
        .add(
            new QueueMapping(
                function.name(), source, queue, sqs, invoker, settings.clock(), settings.log()))
        .start();
  }

  @Override
  public void close() {
    mappings.close();
  }
}

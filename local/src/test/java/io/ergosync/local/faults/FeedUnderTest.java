package io.ergosync.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.local.customer.CustomerLambda;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.local.database.Database;
import io.ergosync.local.database.FunctionCapacity;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.kinesis.KinesisStreams;
import io.ergosync.local.kinesis.LocalKinesis;
import io.ergosync.local.lambda.Functions;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.lambda.KillInvocations;
import io.ergosync.local.lambda.LocalServices;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.objects.LocalObjects;
import io.ergosync.local.push.LocalSns;
import io.ergosync.local.push.PublishedMessages;
import io.ergosync.local.queue.LocalQueues;
import io.ergosync.local.queue.LocalSqs;
import io.ergosync.local.queue.QueueMapping;
import io.ergosync.local.stream.StreamMappings;
import io.ergosync.local.template.EventSource;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import io.ergosync.runtime.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The functions of template.yaml that events invoke, with their event sources, over services in
 * this process: a local cloud without its front, in which a test can put itself between event
 * sources and functions.
 */
final class FeedUnderTest implements AutoCloseable {
  final Template template = TemplateReader.read(Path.of("..", "template.yaml"));
  final KinesisStreams kinesis = new KinesisStreams();
  final LocalQueues queues;
  final StreamMappings streams;
  private final Clock clock;
  private final Database database = Database.inMemory();
  private final CustomerLambda lambda;
  private final Functions functions;
  private final SqsClient sqs;
  private final ServerLog log = new ServerLog(System.err);
  private final List<AutoCloseable> opened = new ArrayList<>();

  FeedUnderTest(Clock clock, Random random) {
    this(clock, random, Map.of());
  }

  /**
   * @param variables where {@code AWS_ENDPOINT_URL_<SERVICE>} may point a service elsewhere
   */
  FeedUnderTest(Clock clock, Random random, Map<String, String> variables) {
    this(clock, random, variables, FunctionUrls.NONE);
  }

  /**
   * @param urls the customer's functions
   */
  FeedUnderTest(Clock clock, Random random, Map<String, String> variables, FunctionUrls urls) {
    database.createTables(template.tables());
    ServiceEndpoints here =
        new ServiceEndpoints(new Environment(variables), Region.of(Template.REGION));
    lambda = CustomerLambda.open(urls, new Environment(Map.of()), log);
    queues = new LocalQueues(template.queues(), clock);
    sqs = LocalSqs.of(here, queues);
    LocalServices services =
        new LocalServices(
            lambda.client(),
            LocalSns.of(here, new PublishedMessages()),
            LocalKinesis.of(here, kinesis),
            sqs,
            LocalObjects.of(here, URI.create("http://127.0.0.1:1/objects"), clock, random));
    functions =
        Functions.of(
            template, database.client(), services, new FunctionCapacity(), clock, random, log);
    streams = new StreamMappings(template, database, sqs, clock, log);
    this.clock = clock;
  }

  DynamoDbClient database() {
    return database.client();
  }

  FunctionDefinition function(String name) {
    return template.function(name).orElseThrow();
  }

  /** Starts the event sources of a function, with something between them and it. */
  void start(String name, UnaryOperator<Invoker> between) {
    FunctionDefinition function = function(name);
    Invoker invoker =
        between.apply((payload, requestId) -> functions.invoke(function, payload, requestId));
    for (EventSource source : function.sources()) {
      switch (source) {
        case EventSource.Stream stream -> streams.start(function, stream, invoker);
        case EventSource.Queue queue -> {
          QueueMapping mapping =
              new QueueMapping(
                  name,
                  queue,
                  template.queues().stream()
                      .filter(each -> each.arn().equals(queue.queueArn()))
                      .findFirst()
                      .orElseThrow(),
                  sqs,
                  invoker,
                  clock,
                  log);
          opened.add(mapping);
          mapping.start();
        }
      }
    }
  }

  /** What a function answers to a sample event. */
  String call(String function, String event) {
    try {
      return invoke(
          function, Body.of(Files.readAllBytes(Path.of("..", "events", event + ".json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a function answers to a payload. */
  String invoke(String function, Body payload) {
    return switch (functions.invoke(function(function), payload, "request")) {
      case InvocationResult.Answered(Body answer) -> answer.text().orElseThrow();
      case InvocationResult.Failed(String reason) -> throw new AssertionError(reason);
      case InvocationResult.TimedOut _ -> throw new AssertionError("no answer in time");
    };
  }

  /** Ends the running invocations of a function, and tells how many there were. */
  int kill(String function) {
    HttpResponse answer =
        new KillInvocations(functions).run(Body.of("{\"function\":\"%s\"}".formatted(function)));
    try {
      return Json.read(answer.body().text().orElseThrow()).path("killed").asInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Kinesis got, oldest first. */
  JsonNode streamed(String stream) {
    return kinesis.stream(stream).read();
  }

  @Override
  public void close() {
    try {
      streams.close();
      for (AutoCloseable each : opened) {
        each.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    lambda.close();
    database.close();
  }
}

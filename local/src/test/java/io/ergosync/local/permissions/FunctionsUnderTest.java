package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Limits;
import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.local.customer.CustomerLambda;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.local.database.Database;
import io.ergosync.local.database.FunctionCapacity;
import io.ergosync.local.http.Body;
import io.ergosync.local.kinesis.KinesisStreams;
import io.ergosync.local.kinesis.LocalKinesis;
import io.ergosync.local.lambda.Functions;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.local.lambda.LocalServices;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.objects.LocalObjects;
import io.ergosync.local.push.LocalSns;
import io.ergosync.local.push.PublishedMessages;
import io.ergosync.local.queue.LocalQueues;
import io.ergosync.local.queue.LocalSqs;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import io.ergosync.runtime.Environment;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbBulkPublishStorage;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbDeviceStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The functions of template.yaml over services in this process, without event sources: a test puts
 * into the table what it needs and invokes a function with an event of its own.
 */
final class FunctionsUnderTest implements AutoCloseable {
  final Template template = TemplateReader.read(Path.of("..", "template.yaml"));
  final SteppingClock clock = new SteppingClock();
  final KinesisStreams kinesis = new KinesisStreams();
  final LocalQueues queues = new LocalQueues(template.queues(), clock);
  final PublishedMessages published = new PublishedMessages();
  final LocalObjects objects;
  final DynamoDbDatasetStorage datasets;
  final DynamoDbDeviceStorage devices;
  final DynamoDbIdentityPoolStorage pools;
  final DynamoDbBulkPublishStorage bulkPublishes;
  private final Database database = Database.inMemory();
  private final CustomerLambda lambda;
  private final LocalSns sns;
  private final Functions functions;

  /**
   * @param environment where services may be elsewhere
   */
  FunctionsUnderTest(Environment environment, FunctionUrls urls) {
    Random random = new Random();
    ServerLog log =
        new ServerLog(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    ServiceEndpoints endpoints = new ServiceEndpoints(environment, Region.of(Template.REGION));
    database.createTables(template.tables());
    lambda = CustomerLambda.open(urls, environment, log);
    sns = LocalSns.of(endpoints, published);
    objects = LocalObjects.of(endpoints, URI.create("http://127.0.0.1:1/objects"), clock, random);
    functions =
        Functions.of(
            template,
            database.client(),
            new LocalServices(
                lambda.client(),
                sns,
                LocalKinesis.of(endpoints, kinesis),
                LocalSqs.of(endpoints, queues),
                objects),
            new FunctionCapacity(),
            clock,
            random,
            log);
    String table = template.tables().getFirst().name();
    Backoff backoff = Backoff.fullJitter(random);
    datasets =
        new DynamoDbDatasetStorage(
            database.client(),
            table,
            StorageSettings.DEFAULT,
            Limits.DEFAULT,
            clock,
            random,
            Parallel.upTo(4),
            backoff);
    devices = new DynamoDbDeviceStorage(database.client(), table, random, backoff);
    pools = new DynamoDbIdentityPoolStorage(database.client(), table);
    bulkPublishes = new DynamoDbBulkPublishStorage(database.client(), table, clock);
  }

  /** SNS as its operator sees it: no policy is checked. */
  SnsClient sns() {
    return sns.client(Region.of(Template.REGION), Optional.empty());
  }

  /** Puts an item of strings into the table, past all functions. */
  void put(Map<String, String> item) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    item.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
    database
        .client()
        .putItem(put -> put.tableName(template.tables().getFirst().name()).item(attributes));
  }

  /** Invokes a function and returns its answer. */
  JsonNode invoke(String name, JsonNode event) throws Exception {
    InvocationResult result = attempt(name, event);
    assertThat(result).isInstanceOf(InvocationResult.Answered.class);
    return Json.read(((InvocationResult.Answered) result).payload().text().orElseThrow());
  }

  /** Invokes a function, which may fail. */
  InvocationResult attempt(String name, JsonNode event) {
    return functions.invoke(
        template.function(name).orElseThrow(),
        Body.of(event.toString()),
        UUID.randomUUID().toString());
  }

  /** Invokes a function with a message of a queue and returns how many messages failed. */
  int message(String name, String queue, String body) throws Exception {
    ObjectNode event = Json.object();
    ObjectNode record = event.putArray("Records").addObject();
    record
        .put("messageId", UUID.randomUUID().toString())
        .put("receiptHandle", UUID.randomUUID().toString())
        .put("body", body)
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + queue);
    record.putObject("attributes").put("ApproximateReceiveCount", "1");
    record.putObject("messageAttributes");
    return invoke(name, event).path("batchItemFailures").size();
  }

  /** What a function used: the action, the resource and the pattern of leading keys. */
  List<String> used(String function) {
    List<String> used = new ArrayList<>();
    functions
        .permissions()
        .read()
        .path(function)
        .path("granted")
        .forEach(grant -> {
          if (grant.path("uses").asInt() > 0) {
            used.add(
                "%s %s%s"
                    .formatted(
                        grant.path("action").asText(),
                        grant.path("resource").asText(),
                        grant.has("leadingKey") ? " " + grant.path("leadingKey").asText() : ""));
          }
        });
    return used;
  }

  /** Asserts that a function used all of these, each with what it was used on. */
  void assertUsed(String function, String... actionsAndResources) {
    List<String> used = used(function);
    for (String expected : actionsAndResources) {
      assertThat(used).anyMatch(each -> each.matches(expected.replace("*", ".*")));
    }
    assertThat(functions.permissions().read().path(function).path("refused")).isEmpty();
  }

  @Override
  public void close() {
    lambda.close();
    database.close();
  }
}

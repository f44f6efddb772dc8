package io.ergosync.functions;

import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.TestClock;
import io.ergosync.delivery.kinesis.InMemoryKinesis;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.functions.changes.DeliverHandler;
import io.ergosync.functions.streams.BulkPublishWorkerHandler;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.AwsClients;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.RequestMeter;
import io.ergosync.runtime.Storages;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.dynamodb.LocalTables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The functions that read queues, as Lambda invokes them, with the files of events/. */
class QueueFunctionsTest {
  /** One for all tests: their transactions on the one DynamoDB Local need tokens of their own. */
  private static final Random RANDOM = new Random(1);

  private static final String NOTHING_FAILED = "{\"batchItemFailures\":[]}";
  private static final String RUN = "4be1c09a7d2f8e66";
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:1f9a0c36-5b7e-4d21-8a63-0c4e2b7d9f15");
  private static final Identity IDENTITY =
      new Identity(POOL, new IdentityId("us-east-1:7c2e4f80-9d1b-4a36-b5e8-3f6a1d0c9e72"));
  private static final Target STREAM =
      new Target("changes", "arn:aws:iam::123456789012:role/ergosync/streams");
  private static final String DEAD_LETTERS =
      "arn:aws:sqs:us-east-1:123456789012:BulkPublishDeadLetterQueue";

  private final InMemoryKinesis kinesis = new InMemoryKinesis();
  private final InMemorySqs sqs = new InMemorySqs();
  private final List<String> roles = new ArrayList<>();
  private final FunctionRuntime runtime =
      new FunctionRuntime(
          new Environment(
              Map.of(
                  "TABLE_NAME",
                  LocalTables.create(),
                  "DELIVERY_QUEUE_URL",
                  "https://sqs/DeliveryQueue",
                  "BULK_PUBLISH_QUEUE_URL",
                  "https://sqs/BulkPublishQueue",
                  "BULK_PUBLISH_DEAD_LETTER_QUEUE_ARN",
                  DEAD_LETTERS,
                  "STREAM_OBJECTS_BUCKET",
                  "bucket")),
          clients(),
          new TestClock(),
          RANDOM);
  private final BulkPublishStorage runs = Storages.bulkPublishes(runtime);

  /** A queue service that keeps what it is asked. */
  private static final class InMemorySqs implements SqsClient {
    private final List<ChangeMessageVisibilityRequest> hidden = new ArrayList<>();
    private final List<SendMessageRequest> sent = new ArrayList<>();

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      hidden.add(request);
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private AwsClients clients() {
    return (AwsClients)
        Proxy.newProxyInstance(
            AwsClients.class.getClassLoader(),
            new Class<?>[] {AwsClients.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "dynamoDb" -> LocalTables.client();
                  case "sqs" -> sqs;
                  case "meter" -> new RequestMeter();
                  case "kinesis" -> {
                    if (arguments != null) {
                      roles.add(((AssumedRole) arguments[0]).sessionName());
                    }
                    yield kinesis;
                  }
                  default -> throw new AssertionError(method + " is not to be called");
                });
  }

  @BeforeEach
  void enableStreaming() {
    Storages.identityPools(runtime)
        .setConfiguration(
            POOL,
            new IdentityPoolConfiguration(
                1,
                PushSync.NONE,
                new CognitoStreams(
                    STREAM.streamName(), STREAM.roleArn(), StreamingStatus.ENABLED)));
  }

  @Test
  void deliver_sampleEvent_putsTheChangeToItsStream() throws IOException {
    assertThat(invoke(new DeliverHandler(runtime), event("deliver"))).isEqualTo(NOTHING_FAILED);

    assertThat(kinesis.taken()).singleElement().asString().contains("\"value\":\"dark\"");
    assertThat(roles).containsExactly("ergosync-" + POOL.value().replace(':', '.'));
    assertThat(sqs.hidden).isEmpty();
  }

  @Test
  void deliver_streamDoesNotAnswer_reportsTheMessageAndGivesItAPause() throws IOException {
    kinesis.thenThrows(SdkClientException.create("connection reset"));

    assertThat(invoke(new DeliverHandler(runtime), event("deliver")))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"059f36b4-87a3-44ab-83d2-661975830a7d\"}]}");

    assertThat(sqs.hidden)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.queueUrl()).isEqualTo("https://sqs/DeliveryQueue");
          assertThat(request.receiptHandle()).startsWith("AQEB");
          assertThat(request.visibilityTimeout()).isBetween(2, 5);
        });
    assertThat(sqs.sent).isEmpty();
  }

  @Test
  void bulkPublishWorker_sampleEvent_publishesThePool() throws IOException {
    Storages.datasets(runtime)
        .update(IDENTITY.dataset(new DatasetName("settings")), update(replace("theme", "dark", 0)));
    runs.start(POOL, RUN, STREAM);

    assertThat(invoke(new BulkPublishWorkerHandler(runtime), event("bulk-publish-worker")))
        .isEqualTo(NOTHING_FAILED);

    assertThat(kinesis.taken()).singleElement().asString().contains("\"value\":\"dark\"");
    assertThat(runs.state(POOL))
        .isEqualTo(new BulkPublishState.Succeeded(RUN, STREAM, TestClock.START, TestClock.START));
  }

  @Test
  void bulkPublishWorker_messageThatWasReceivedTooOften_goesOnWithItsRun() throws IOException {
    Storages.datasets(runtime)
        .update(IDENTITY.dataset(new DatasetName("settings")), update(replace("theme", "dark", 0)));
    runs.start(POOL, RUN, STREAM);

    String dead =
        event("bulk-publish-worker")
            .replace("arn:aws:sqs:us-east-1:123456789012:BulkPublishQueue", DEAD_LETTERS);
    assertThat(invoke(new BulkPublishWorkerHandler(runtime), dead)).isEqualTo(NOTHING_FAILED);

    assertThat(kinesis.taken()).hasSize(1);
    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Succeeded.class);
  }

  @Test
  void bulkPublishWorker_runThatNeverComesFurther_ends() throws IOException {
    Storages.datasets(runtime)
        .update(IDENTITY.dataset(new DatasetName("settings")), update(replace("theme", "dark", 0)));
    runs.start(POOL, RUN, STREAM);
    BulkPublishWorkerHandler worker = new BulkPublishWorkerHandler(runtime);

    for (int attempt = 1; attempt <= BulkPublishProgress.ATTEMPTS_MAX; attempt++) {
      kinesis.thenThrows(SdkClientException.create("connection reset"));
      assertThat(invoke(worker, event("bulk-publish-worker"))).contains("itemIdentifier");
      assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.InProgress.class);
    }
    assertThat(invoke(worker, event("bulk-publish-worker"))).isEqualTo(NOTHING_FAILED);

    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Failed.class);
    assertThat(kinesis.taken()).isEmpty();
  }

  @Test
  void bulkPublishWorker_messageThatCanNotBeRead_isDroppedOnlyWhenItWasGivenUp()
      throws IOException {
    String unreadable = event("bulk-publish-worker").replace("runId", "runid");

    assertThat(invoke(new BulkPublishWorkerHandler(runtime), unreadable))
        .contains("itemIdentifier");
    assertThat(sqs.hidden).hasSize(1);
    assertThat(
            invoke(
                new BulkPublishWorkerHandler(runtime),
                unreadable.replace(
                    "arn:aws:sqs:us-east-1:123456789012:BulkPublishQueue", DEAD_LETTERS)))
        .isEqualTo(NOTHING_FAILED);
  }

  private static String event(String name) throws IOException {
    return Files.readString(Path.of("..", "events", name + ".json"));
  }

  private static String invoke(RequestStreamHandler handler, String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        SampleEventsTest.context());
    return answer.toString(StandardCharsets.UTF_8);
  }
}

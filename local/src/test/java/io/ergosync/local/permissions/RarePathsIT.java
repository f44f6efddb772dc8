package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.domain.Author;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.Changes;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.runtime.Environment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** What functions need a permission for, and come to do only now and then. */
class RarePathsIT {
  /** The pool, identity and dataset of the sample events. */
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:12345678-1234-1234-1234-123456789012");

  private static final DatasetId DATASET =
      new Identity(POOL, new IdentityId("us-east-1:abcdefab-1234-1234-1234-abcdefabcdef"))
          .dataset(new DatasetName("settings"));
  private static final String ROLE = "arn:aws:iam::000000000000:role/ergosync/pool";
  private static final String APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/Sample";

  private final AtomicLong sessions = new AtomicLong();
  private FunctionsUnderTest functions =
      new FunctionsUnderTest(new Environment(Map.of()), FunctionUrls.NONE);

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void deliver_aPushThatWaited_inTheRoleAndWithoutOne() throws Exception {
    for (String role : List.of(ROLE, "")) {
      configure(new PushSync(List.of(APPLICATION), role), CognitoStreams.NONE);
      update("color", "red");
      RegisteredDevice device = subscribe("token" + role);

      assertThat(deliver(new QueueMessage.UndeliveredPush(DATASET, 1, device, Instant.EPOCH)))
          .isZero();
    }

    assertThat(functions.published.read()).hasSize(2);
    functions.assertUsed(
        "Deliver",
        "sns:Publish *",
        "sts:AssumeRole *",
        "dynamodb:GetItem * POOL#*",
        "dynamodb:GetItem * IDENTITY#*");
  }

  @Test
  void deliver_toADeviceThatIsGone_dropsIt() throws Exception {
    configure(new PushSync(List.of(APPLICATION), ""), CognitoStreams.NONE);
    update("color", "red");
    RegisteredDevice device = subscribe("token");
    disable(device);

    assertThat(deliver(new QueueMessage.UndeliveredPush(DATASET, 1, device, Instant.EPOCH)))
        .isZero();

    assertThat(functions.devices.find(DATASET.identity(), device.device().deviceId())).isEmpty();
    functions.assertUsed(
        "Deliver", "dynamodb:DeleteItem * IDENTITY#*", "dynamodb:Query * IDENTITY#*");
  }

  @Test
  void deliver_changesThatWaited_alsoInObjectsAndInARole() throws Exception {
    functions
        .objects
        .client()
        .putObject(
            put -> put.bucket("StreamObjectsBucket").key("object"), RequestBody.fromString("[]"));
    ChangedRecords stored = new ChangedRecords.Stored("object", 2);
    for (String role : List.of(ROLE, "")) {
      configure(PushSync.NONE, new CognitoStreams("ergosync-test", role, StreamingStatus.ENABLED));
      assertThat(deliver(change(Destination.KINESIS, stored))).isZero();
    }
    functions.pools.setEvent(
        POOL,
        CognitoEvent.POST_SYNC_TRIGGER,
        new LambdaFunctionArn("arn:aws:lambda:us-east-1:000000000000:function:nobody"));
    // It does not exist, so the message has to come again.
    assertThat(deliver(change(Destination.POST_SYNC_TRIGGER, stored))).isOne();

    assertThat(functions.kinesis.stream("ergosync-test").read()).isNotEmpty();
    functions.assertUsed(
        "Deliver",
        "kinesis:PutRecords *",
        "sts:AssumeRole *",
        "s3:GetObject *",
        "lambda:InvokeFunction *",
        "sqs:ChangeMessageVisibility *DeliveryQueue");
  }

  @Test
  void deliver_choresOfATable() throws Exception {
    update("color", "red");
    // The slices of a value of the first update, of which the journal can still ask.
    functions.put(
        Map.of(
            "pk",
            "RECORDS#%s#%s#settings#0".formatted(POOL, DATASET.identity().identityId()),
            "sk",
            "~V1-0123#0000"));
    assertThat(deliver(new QueueMessage.CollectChunks(DATASET, 0, "V1-0123", Instant.EPOCH, false)))
        .isZero();
    assertThat(deliver(new QueueMessage.CountSize(new DatasetSize(DATASET, 1, 8, Instant.EPOCH))))
        .isZero();
    update("picture", "x".repeat(100_000));
    functions.datasets.delete(DATASET);
    assertThat(deliver(new QueueMessage.CollectGeneration(DATASET, 0))).isZero();

    functions.assertUsed(
        "Deliver",
        "dynamodb:PutItem * IDENTITY#*",
        "dynamodb:PutItem * RECORDS#*",
        "dynamodb:Query * RECORDS#*",
        "dynamodb:BatchWriteItem * RECORDS#*",
        "dynamodb:UpdateItem * POOL#*",
        "dynamodb:GetItem * POOLS",
        "dynamodb:PutItem * POOLS",
        "sqs:SendMessage *DeliveryQueue");
  }

  @Test
  void aStreamThatDoesNotExist_isTurnedOff() throws Exception {
    HttpServer server = kinesisWithoutStreams();
    functions.close();
    functions =
        new FunctionsUnderTest(
            new Environment(
                Map.of(
                    "AWS_ENDPOINT_URL_KINESIS",
                    "http://127.0.0.1:" + server.getAddress().getPort())),
            FunctionUrls.NONE);
    try {
      ChangedRecords none = new ChangedRecords.Here(List.of());
      configure(PushSync.NONE, enabled());
      assertThat(deliver(change(Destination.KINESIS, none))).isZero();
      assertOff();
      configure(PushSync.NONE, enabled());
      functions.invoke("ChangeFeed", event("change-feed"));
      assertOff();
      functions.assertUsed("Deliver", "dynamodb:PutItem * POOL#*");
      functions.assertUsed("ChangeFeed", "dynamodb:PutItem * POOL#*");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void bulkPublishWorker_withoutTime_andWithAMessageThatIsNone() throws Exception {
    configure(PushSync.NONE, enabled());
    // More than a page of them.
    for (int number = 0; number < 9; number++) {
      update(DATASET.identity().dataset(new DatasetName("dataset-" + number)), "color", "red");
    }
    functions.bulkPublishes.start(POOL, "run", BulkPublishState.Target.of(enabled()));
    functions.clock.step(Duration.ofSeconds(6));

    assertThat(work(new BulkPublishMessage(POOL, "run").write())).isZero();
    functions.clock.step(Duration.ZERO);
    assertThat(work("not a run")).isOne();
    CognitoStreams inRole = new CognitoStreams("ergosync-test", ROLE, StreamingStatus.ENABLED);
    configure(PushSync.NONE, inRole);
    functions.bulkPublishes.start(POOL, "run-in-role", BulkPublishState.Target.of(inRole));
    assertThat(work(new BulkPublishMessage(POOL, "run-in-role").write())).isZero();

    functions.assertUsed(
        "BulkPublishWorker",
        "sqs:SendMessage *BulkPublishQueue",
        "sqs:ChangeMessageVisibility *BulkPublishQueue",
        "sts:AssumeRole *",
        "kinesis:PutRecords *",
        "dynamodb:Query */index/pool POOL#*");
  }

  @Test
  void pushSync_withoutTime_toADeviceThatIsGone_andOfARecordThatCannotBeRead() throws Exception {
    configure(new PushSync(List.of(APPLICATION), ""), CognitoStreams.NONE);
    update("color", "red");
    RegisteredDevice device = subscribe("token");

    functions.clock.step(Duration.ofSeconds(31));
    functions.invoke("PushSync", event("push-sync"));
    functions.clock.step(Duration.ZERO);
    assertThat(functions.queues.read().at("/DeliveryQueue/messages")).hasSize(1);
    functions.invoke("PushSync", event("push-sync"));
    assertThat(functions.published.read()).hasSize(1);
    disable(device);
    functions.invoke("PushSync", event("push-sync"));
    functions.invoke("PushSync", unreadable(event("push-sync")));

    assertThat(functions.devices.find(DATASET.identity(), device.device().deviceId())).isEmpty();
    assertThat(functions.queues.read().at("/ChangesOnFailureQueue/messages")).hasSize(1);
    functions.assertUsed(
        "PushSync",
        "sqs:SendMessage *DeliveryQueue",
        "sqs:SendMessage *ChangesOnFailureQueue",
        "dynamodb:DeleteItem * IDENTITY#*",
        "sns:Publish *");
  }

  @Test
  void changeFeed_keepsARecordThatItCannotRead() throws Exception {
    functions.invoke("ChangeFeed", unreadable(event("change-feed")));

    assertThat(functions.queues.read().at("/ChangesOnFailureQueue/messages")).isNotEmpty();
    functions.assertUsed("ChangeFeed", "sqs:SendMessage *ChangesOnFailureQueue");
  }

  private static HttpServer kinesisWithoutStreams() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              "{\"__type\":\"ResourceNotFoundException\",\"message\":\"none\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static CognitoStreams enabled() {
    return new CognitoStreams("ergosync-test", "", StreamingStatus.ENABLED);
  }

  private void assertOff() {
    assertThat(functions.pools.configuration(POOL).cognitoStreams().streamingStatus())
        .isEqualTo(StreamingStatus.DISABLED);
  }

  private void configure(PushSync push, CognitoStreams streams) {
    // Functions remember configurations for a while.
    functions.clock.step(Duration.ofMinutes(1));
    functions.clock.instant();
    functions.clock.step(Duration.ZERO);
    functions.pools.setConfiguration(
        POOL,
        new IdentityPoolConfiguration(
            functions.pools.configuration(POOL).revision() + 1, push, streams));
  }

  private void update(String key, String value) {
    update(DATASET, key, value);
  }

  private void update(DatasetId dataset, String key, String value) {
    functions.datasets.update(
        dataset,
        new Update(
            List.of(
                new RecordPatch(
                    key,
                    new RecordValue.Text(value),
                    syncCount(dataset, key),
                    DeviceDate.Absent.ABSENT)),
            new SyncSession(sessions.incrementAndGet(), 0, 0),
            new Author(DATASET.identity().identityId().value(), "")));
  }

  private long syncCount(DatasetId dataset, String key) {
    return switch (functions.datasets.listChanges(dataset, 0)) {
      case Changes.Present present ->
          present.records().stream()
              .filter(record -> record.key().equals(key))
              .mapToLong(DatasetRecord::syncCount)
              .findAny()
              .orElse(0);
      case Changes.Absent _ -> 0;
    };
  }

  private RegisteredDevice subscribe(String token) {
    String endpoint =
        functions
            .sns()
            .createPlatformEndpoint(
                create -> create.platformApplicationArn(APPLICATION).token(token))
            .endpointArn();
    Device device = Device.of(DATASET.identity(), Platform.GCM, new PushToken(token), endpoint);
    functions.devices.register(device);
    functions.devices.subscribe(DATASET, device.deviceId());
    return functions.devices.find(DATASET.identity(), device.deviceId()).orElseThrow();
  }

  private void disable(RegisteredDevice device) {
    functions
        .sns()
        .setEndpointAttributes(set ->
            set.endpointArn(device.device().endpointArn()).attributes(Map.of("Enabled", "false")));
  }

  private static QueueMessage change(Destination destination, ChangedRecords records) {
    return new QueueMessage.UndeliveredChange(
        destination,
        new OutwardChange(DATASET, OutwardChange.Kind.REPLACE, 1, 0, Instant.EPOCH, records));
  }

  private int deliver(QueueMessage message) throws Exception {
    return functions.message("Deliver", "DeliveryQueue", QueueMessageJson.write(message));
  }

  private int work(String body) throws Exception {
    return functions.message("BulkPublishWorker", "BulkPublishQueue", body);
  }

  private static JsonNode event(String name) throws Exception {
    return Json.read(Files.readString(Path.of("..", "events", name + ".json")));
  }

  private static JsonNode unreadable(JsonNode event) {
    ((ObjectNode) event.at("/Records/0/dynamodb/NewImage/revision")).put("N", "none");
    return event;
  }
}

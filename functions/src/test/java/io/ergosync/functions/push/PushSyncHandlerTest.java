package io.ergosync.functions.push;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import io.ergosync.change.StreamEvents;
import io.ergosync.delivery.Pushes;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.domain.Author;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.Device;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.Update;
import io.ergosync.functions.Server;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.Images;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.storage.dynamodb.StorageOnLocalTables;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.InternalErrorException;

/** The function as Lambda runs it: events of the stream in, requests to SNS and SQS out. */
class PushSyncHandlerTest {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final String ROLE = "arn:aws:iam::123456789012:role/ergosync/push";
  private static final Device PHONE = Pushes.device(Platform.GCM, "phone");
  private static final Device TABLET = Pushes.device(Platform.ADM, "tablet");

  private final TestClock clock = new TestClock();
  private final String table = LocalTables.create();
  private final PushSyncClients clients = new PushSyncClients();
  private final FunctionRuntime runtime =
      new FunctionRuntime(
          new Environment(
              Map.of(
                  "TABLE_NAME", table,
                  "DELIVERY_QUEUE_URL", "https://delivery",
                  "CHANGES_ON_FAILURE_QUEUE_URL", "https://on-failure")),
          clients,
          clock,
          new Random(1));
  private final DynamoDbDatasetStorage datasets =
      StorageOnLocalTables.create(
          LocalTables.client(), table, StorageSettings.DEFAULT, Limits.DEFAULT, clock);
  private final DeviceStorage devices = Storages.devices(runtime);
  private final PushSyncHandler handler = new PushSyncHandler(runtime);

  @BeforeEach
  void configure() {
    var pools = Storages.identityPools(runtime);
    pools.setConfiguration(
        POOL,
        new IdentityPoolConfiguration(
            1,
            new PushSync(List.of("arn:aws:sns:eu-west-1:123456789012:app/GCM/Sample"), ROLE),
            CognitoStreams.NONE));
    for (Device device : List.of(PHONE, TABLET)) {
      devices.register(device);
      devices.subscribe(SETTINGS, device.deviceId());
    }
  }

  @Test
  void handle_ofRealCommits_tellsTheOtherDevicesOfTheNewestCount() throws Exception {
    ObjectNode first = commit("1", "red", 0);
    ObjectNode second = commit("2", "blue", 1);

    assertThat(handle(StreamEvents.of(first, second))).isEqualTo(ALL_DONE);

    assertThat(clients.sns.targets()).containsExactly(TABLET.endpointArn());
    var published = clients.sns.published().getFirst();
    assertThat(published.roleArn())
        .isEqualTo(ROLE + " as ergosync-us-east-1.12345678-1234-1234-1234-123456789012");
    assertThat(published.request().message()).contains("\\\"syncCount\\\":\\\"2\\\"");
  }

  @Test
  void handle_ofARecordThatCanNotBeRead_keepsItAndTellsTheRest() throws Exception {
    ObjectNode damaged = commit("1", "red", 0);
    ((ObjectNode) damaged.at("/dynamodb/NewImage/journal")).put("B", "CQkJ");
    ObjectNode good = commit("2", "blue", 1);

    assertThat(handle(StreamEvents.of(damaged, good))).isEqualTo(ALL_DONE);

    assertThat(clients.sns.targets()).containsExactly(TABLET.endpointArn());
    assertThat(clients.queued).hasSize(1);
    assertThat(clients.queued.getFirst()).startsWith("https://on-failure {");
    JsonNode document = Json.read(clients.queued.getFirst().split(" ", 2)[1]);
    assertThat(document.path("function").asText()).isEqualTo("PushSync");
    assertThat(document.path("sequenceNumber").asText()).isEqualTo("1");
    assertThat(document.path("record")).isEqualTo(damaged);
  }

  @Test
  void handle_whileSnsIsDown_leavesThePushToTheQueue() throws Exception {
    clients.sns.fail(
        TABLET.endpointArn(), () -> InternalErrorException.builder().statusCode(500).build());

    assertThat(handle(StreamEvents.of(commit("1", "red", 0)))).isEqualTo(ALL_DONE);

    assertThat(clients.queued).hasSize(1);
    assertThat(clients.queued.getFirst()).startsWith("https://delivery {");
    assertThat(QueueMessageJson.read(clients.queued.getFirst().split(" ", 2)[1]))
        .isEqualTo(
            new QueueMessage.UndeliveredPush(
                SETTINGS,
                1,
                devices.find(ALICE, TABLET.deviceId()).orElseThrow(),
                clock.instant()));
  }

  @Test
  void handle_whileTheTableFails_answersTheFirstRecordThatHasToComeAgain() throws Exception {
    ObjectNode damaged = StreamEvents.record("1");
    ((ObjectNode) damaged.path("dynamodb")).putObject("NewImage").putObject("entity").put("S", "?");
    ObjectNode commit = commit("2", "red", 0);
    LocalTables.client().deleteTable(delete -> delete.tableName(table));

    assertThat(handle(StreamEvents.of(damaged, commit)))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
    assertThatThrownBy(() -> handle(StreamEvents.of(commit, damaged)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void handle_ofTheSampleEvent_tellsWhoSubscribed() throws Exception {
    String event = Files.readString(Path.of("..", "events", "push-sync.json"));
    Device phone =
        Device.of(Server.IDENTITY, Platform.GCM, new PushToken("phone"), PHONE.endpointArn());
    devices.register(phone);
    devices.subscribe(Server.IDENTITY.dataset(SETTINGS.datasetName()), phone.deviceId());

    assertThat(handle(event)).isEqualTo(ALL_DONE);

    assertThat(clients.sns.targets()).containsExactly(PHONE.endpointArn());
    assertThat(clients.queued).isEmpty();
  }

  @Test
  void handler_withoutItsQueues_doesNotStart() {
    FunctionRuntime incomplete =
        new FunctionRuntime(
            new Environment(Map.of("TABLE_NAME", table)), clients, clock, new Random(1));

    assertThatThrownBy(() -> new PushSyncHandler(incomplete))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QUEUE_URL");
  }

  private String handle(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    // It asks Lambda about nothing: hence no context.
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** A record of the stream, of an update that the phone really makes. */
  private ObjectNode commit(String sequenceNumber, String value, long syncCount) {
    ObjectNode before = head();
    datasets.update(
        SETTINGS,
        new Update(
            List.of(replace("color", value, syncCount)),
            session(),
            new Author("123456789012", PHONE.deviceId().value())));
    return StreamEvents.write(sequenceNumber, before, head());
  }

  private ObjectNode head() {
    return Images.of(
        LocalTables.client()
            .getItem(get ->
                get.tableName(table)
                    .key(
                        Map.of(
                            "pk",
                            AttributeValue.fromS(
                                "IDENTITY#%s#%s".formatted(POOL, ALICE.identityId())),
                            "sk",
                            AttributeValue.fromS("DATASET#settings")))
                    .consistentRead(true))
            .item());
  }
}

package io.ergosync.functions.records;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Limits;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRecordsTest {
  private final Server server = new Server();

  @Test
  void updateRecords_answersThePatchedRecordsOnly() {
    server.update("[" + replace("other", "1", 0) + "]");

    Reply reply =
        server.update(
            "[{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"é😀\",\"SyncCount\":0,\"DeviceLastModifiedDate\":1412974057.151},"
                + "{\"Op\":\"remove\",\"Key\":\"gone\",\"SyncCount\":0,\"Value\":\"\"}]");

    assertThat(reply.text())
        .isEqualTo(
            "{\"Records\":[{\"Key\":\"k\",\"Value\":\"é😀\",\"SyncCount\":2,\"LastModifiedDate\":1767323045.678,"
                + "\"LastModifiedBy\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"DeviceLastModifiedDate\":1412974057.151},"
                + "{\"Key\":\"gone\",\"SyncCount\":2,\"LastModifiedDate\":1767323045.678,"
                + "\"LastModifiedBy\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"DeviceLastModifiedDate\":1767323045.678}]}");
  }

  @Test
  void updateRecords_staleSyncCount_isRejected() {
    server.update("[" + replace("k", "1", 0) + "]");

    Reply reply = server.update("[" + replace("new", "2", 0) + "," + replace("k", "1", 0) + "]");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.errorType()).isEqualTo("ResourceConflictException");
    assertThat(reply.text())
        .isEqualTo(
            "{\"message\":\"Current SyncCount for: k is: 1 not: 0\",\"__type\":\"ResourceConflictException\"}");
    assertThat(server.list().body().path("Count").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"RecordPatches\":[]", ",\"RecordPatches\":null"})
  void updateRecords_withoutPatches_doesNothing(String patches) {
    String token = server.token(Server.DATASET);
    String body = "{\"SyncSessionToken\":\"" + token + "\"" + patches + "}";

    Reply reply = server.send("UpdateRecords", server.request("UpdateRecords").body(body));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("{\"Records\":[]}");
    Reply list = server.list("syncSessionToken", token);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body().path("DatasetExists").asBoolean()).isFalse();
  }

  @Test
  void updateRecords_sentAgain_isAnsweredAsTheFirstTime() {
    String token = server.token(Server.DATASET);
    String patches = "[" + replace("k", "1", 0) + "]";

    Reply first = server.update(Server.DATASET, Server.COGNITO, token, patches);
    server.clock.advance(Duration.ofMinutes(1));
    Reply again = server.update(Server.DATASET, Server.COGNITO, token, patches);
    Reply other =
        server.update(Server.DATASET, Server.COGNITO, token, "[" + replace("k", "2", 1) + "]");

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(other.errorType()).isEqualTo("InvalidParameterException");
    assertThat(other.message()).startsWith("SyncSessionToken not valid for these inputs");
  }

  @Test
  void updateRecords_tokenOfAnotherDataset_isRejected() {
    String token = server.token(Server.IDENTITY.dataset(new DatasetName("other")));

    Reply reply =
        server.update(Server.DATASET, Server.COGNITO, token, "[" + replace("k", "1", 0) + "]");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message())
        .isEqualTo("SyncSessionToken not valid for these inputs: it is of another dataset");
  }

  @ParameterizedTest
  @CsvSource({
    "false, '', us-east-1:abcdefab-1234-1234-1234-abcdefabcdef",
    "false, device-1, device-1",
    "true, '', 123456789012",
    "true, device-1, 123456789012"
  })
  void updateRecords_lastModifiedBy_isWhoMadeTheChange(
      boolean developer, String deviceId, String lastModifiedBy) {
    String body =
        "{\"SyncSessionToken\":\"%s\",%s\"RecordPatches\":[%s]}"
            .formatted(
                server.token(Server.DATASET),
                deviceId.isEmpty() ? "" : "\"DeviceId\":\"" + deviceId + "\",",
                replace("k", "1", 0));
    var caller = developer ? Server.DEVELOPER : Server.COGNITO;

    Reply reply =
        server.send(
            "UpdateRecords", server.request("UpdateRecords", Server.DATASET, caller).body(body));

    assertThat(reply.body().at("/Records/0/LastModifiedBy").asText()).isEqualTo(lastModifiedBy);
  }

  @Test
  void updateRecords_severalFaults_areReportedTogether() {
    Reply reply =
        server.send(
            "UpdateRecords",
            server
                .request("UpdateRecords")
                .body(
                    "{\"RecordPatches\":["
                        + "{\"Op\":\"Replace\",\"Key\":\"\",\"SyncCount\":-1},"
                        + "{\"Op\":\"replace\",\"Key\":\"k\",\"SyncCount\":\"0\"},"
                        + "{\"Op\":\"remove\",\"Key\":\"k\",\"SyncCount\":1.5,\"DeviceLastModifiedDate\":\"x\"},"
                        + "{\"Op\":\"replace\",\"Key\":\"v\",\"SyncCount\":0,\"Value\":{\"secret\":1}}]}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorType()).isEqualTo("InvalidParameterException");
    String failed = " failed to satisfy constraint: Member must ";
    assertThat(reply.message())
        .isEqualTo(
            String.join(
                "; ",
                "9 validation errors detected: Value 'Replace' at 'recordPatches.1.member.op'"
                    + failed
                    + "satisfy enum value set: [replace, remove]",
                "Value '' at 'recordPatches.1.member.key'"
                    + failed
                    + "have length greater than or equal to 1",
                "Value '-1' at 'recordPatches.1.member.syncCount'"
                    + failed
                    + "have value greater than or equal to 0",
                "Value null at 'recordPatches.2.member.value'" + failed + "not be null",
                "Value 'k' at 'recordPatches.3.member.key'"
                    + failed
                    + "not repeat recordPatches.2.member.key",
                "Value '1.5' at 'recordPatches.3.member.syncCount'"
                    + failed
                    + "be a whole number of at most 64 bits",
                "Value 'x' at 'recordPatches.3.member.deviceLastModifiedDate'"
                    + failed
                    + "be a date in epoch seconds in the years 0001 to 9999",
                "Value at 'recordPatches.4.member.value'" + failed + "be a string",
                "Value null at 'syncSessionToken'" + failed + "not be null"));
  }

  @Test
  void updateRecords_beyondALimit_isRejectedWithTheLimit() {
    Server small = new Server(new Limits(1, 1, 10, 8_192));

    assertThat(
            small.update("[" + replace("a", "", 0) + "," + replace("b", "", 0) + "]").errorType())
        .isEqualTo("LimitExceededException");
    assertThat(small.update("[" + replace("a", "1234567890", 0) + "]").message())
        .isEqualTo("A dataset can hold at most 10 bytes; this update would make it 11.");
    assertThat(small.update("[" + replace("a", "", 0) + "]").status()).isEqualTo(200);
    var second = Server.IDENTITY.dataset(new DatasetName("second"));
    Reply reply =
        small.update(second, Server.COGNITO, small.token(second), "[" + replace("a", "", 0) + "]");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("An identity can have at most 1 datasets.");
  }

  @Test
  void updateRecords_morePatchesThanADatasetCanHold_isRejectedBeforeTheStorage() {
    String patches =
        IntStream.range(0, 8_193)
            .mapToObj(i -> "{\"Op\":\"remove\",\"Key\":\"k" + i + "\",\"SyncCount\":0}")
            .collect(Collectors.joining(",", "[", "]"));

    Reply reply = server.update(patches);

    assertThat(reply.errorType()).isEqualTo("LimitExceededException");
    assertThat(reply.message()).endsWith("this update has 8193 patches.");
  }

  @Test
  void updateRecords_1024PatchesAnd1Megabyte_areAccepted() {
    String patches =
        IntStream.range(0, 1_024)
            .mapToObj(i -> replace("%04d".formatted(i), "v".repeat(1_020), 0))
            .collect(Collectors.joining(",", "[", "]"));

    Reply reply = server.update(patches);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("Records")).hasSize(1_024);
  }

  @Test
  void updateRecords_answerThatCouldNotBeReturned_isRejectedBeforeItIsMade() {
    // A control character takes 6 bytes in the body and 7 inside a string.
    String value = "\\u0001".repeat(1_000_000);

    Reply reply = server.update("[" + replace("k", value, 0) + "]");

    assertThat(reply.errorType()).isEqualTo("LimitExceededException");
    assertThat(reply.message()).contains("The answer to this update would take 7000");
    assertThat(server.list().body().path("DatasetExists").asBoolean()).isFalse();
  }

  @Test
  void updateRecords_largestAnswerThatIsAccepted_canBeListed() {
    String value = "\\u0001".repeat(860_000);

    Reply updated = server.update("[" + replace("k", value, 0) + "]");
    JsonNode listed = server.list().body();

    assertThat(updated.status()).isEqualTo(200);
    assertThat(listed.at("/Records/0/Value").asText()).isEqualTo("\u0001".repeat(860_000));
  }

  @Test
  void updateRecords_clientContextHeader_isIgnored() {
    String body = "{\"SyncSessionToken\":\"%s\"}".formatted(server.token(Server.DATASET));

    Reply reply =
        server.send(
            "UpdateRecords",
            server.request("UpdateRecords").header("x-amz-client-context", "x").body(body));

    assertThat(reply.status()).isEqualTo(200);
  }
}

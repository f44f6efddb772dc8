package io.ergosync.functions.records;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.Limits;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import io.ergosync.trigger.CustomerFunctions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRecordsTriggerTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:hello";

  private final Server server = withTrigger(Limits.DEFAULT);
  private final List<JsonNode> events = new ArrayList<>();

  @Test
  void updateRecords_trigger_seesAllRecordsAndItsChangesAreStored() {
    server.function = editing(event -> {});
    server.update("[" + replace("a", "1", 0) + "," + replace("b", "2", 0) + "]");
    server.function =
        editing(event -> {
          ObjectNode records = (ObjectNode) event.path("datasetRecords");
          ((ObjectNode) records.path("c")).put("newValue", "edited");
          records.putNull("a");
          records.putObject("d").put("newValue", "added").put("op", "replace");
        });

    Reply reply = server.update("[" + replace("c", "3", 0) + "]");

    assertThat(events.getLast().path("datasetRecords").toString())
        .isEqualTo(
            "{\"a\":{\"oldValue\":\"1\",\"newValue\":\"1\",\"op\":\"replace\"},"
                + "\"b\":{\"oldValue\":\"2\",\"newValue\":\"2\",\"op\":\"replace\"},"
                + "\"c\":{\"newValue\":\"3\",\"op\":\"replace\"}}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(shown(reply)).containsExactly("c=edited@2", "a=null@2", "d=added@2");
    assertThat(shown(server.list()))
        .containsExactly("b=2@1", "a=null@2", "c=edited@2", "d=added@2");
  }

  @Test
  void updateRecords_developer_neverInvokesTheTrigger() {
    String token = server.token(Server.DATASET);

    Reply reply =
        server.update(Server.DATASET, Server.DEVELOPER, token, "[" + replace("a", "1", 0) + "]");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(events).isEmpty();
  }

  @Test
  void updateRecords_poolWithoutTrigger_invokesNothing() {
    server.syncTriggers.clear();

    assertThat(server.update("[" + replace("a", "1", 0) + "]").status()).isEqualTo(200);
  }

  @Test
  void updateRecords_conflict_isToldBeforeTheTriggerIsAsked() {
    server.function = editing(event -> {});

    Reply reply = server.update("[" + replace("a", "1", 7) + "]");

    assertThat(reply.errorType()).isEqualTo("ResourceConflictException");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {
        "INVALID_LAMBDA_FUNCTION_OUTPUT",
        "LAMBDA_THROTTLED",
        "LAMBDA_SOCKET_TIMEOUT",
        "TOO_MANY_REQUESTS",
        "LIMIT_EXCEEDED",
        "INTERNAL_ERROR"
      })
  void updateRecords_triggerFails_nothingIsStoredAndTheTokenStaysValid(ErrorCode code) {
    String token = server.token(Server.DATASET);
    String patches = "[" + replace("a", "1", 0) + "]";
    server.function =
        (arn, payload) -> {
          throw new ApiException(code, "told");
        };

    Reply refused = server.update(Server.DATASET, Server.COGNITO, token, patches);

    assertThat(refused.status()).isEqualTo(code.status());
    assertThat(refused.errorType()).isEqualTo(code.wireName());
    assertThat(refused.message()).isEqualTo("told");
    assertThat(server.list().body().path("DatasetExists").asBoolean()).isFalse();
    server.function = editing(event -> {});
    assertThat(server.update(Server.DATASET, Server.COGNITO, token, patches).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "nonsense", "{}", "{\"datasetRecords\":{}}"})
  void updateRecords_triggerAnswersGarbage_isInvalidLambdaFunctionOutput(String answer) {
    server.function = (arn, payload) -> answer;

    Reply reply = server.update("[" + replace("a", "1", 0) + "]");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorType()).isEqualTo("InvalidLambdaFunctionOutputException");
    assertThat(reply.message()).startsWith("The SyncTrigger function must return ");
    assertThat(server.list().body().path("DatasetExists").asBoolean()).isFalse();
  }

  @Test
  void updateRecords_limits_areCheckedOnTheTriggersResult() {
    Server small = withTrigger(new Limits(1, 1, 10, 8_192));
    small.function =
        editing(event -> {
          ObjectNode records = (ObjectNode) event.path("datasetRecords");
          records.putNull("b");
        });
    assertThat(small.update("[" + replace("a", "", 0) + "," + replace("b", "", 0) + "]").status())
        .isEqualTo(200);
    small.function =
        editing(
            event -> ((ObjectNode) event.at("/datasetRecords/a")).put("newValue", "1234567890"));

    Reply reply = small.update("[" + replace("a", "", 1) + "]");

    assertThat(reply.errorType()).isEqualTo("LimitExceededException");
    assertThat(small.list().body().path("DatasetSyncCount").asInt()).isEqualTo(1);
  }

  @Test
  void updateRecords_triggerMakesAnAnswerThatCouldNotBeReturned_isRejected() {
    server.function =
        editing(event ->
            ((ObjectNode) event.at("/datasetRecords/a"))
                .put("newValue", "\u0001".repeat(1_000_000)));

    Reply reply = server.update("[" + replace("a", "", 0) + "]");

    assertThat(reply.errorType()).isEqualTo("LimitExceededException");
    assertThat(reply.message()).contains("The answer to this update would take 7000");
    assertThat(server.list().body().path("DatasetExists").asBoolean()).isFalse();
  }

  @Test
  void updateRecords_sentAgain_getsTheFirstAnswerWithoutAskingTheTrigger() {
    String token = server.token(Server.DATASET);
    String patches = "[" + replace("a", "1", 0) + "]";
    server.function =
        editing(event -> ((ObjectNode) event.at("/datasetRecords/a")).put("newValue", "edited"));
    Reply first = server.update(Server.DATASET, Server.COGNITO, token, patches);

    Reply again = server.update(Server.DATASET, Server.COGNITO, token, patches);

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(shown(again)).containsExactly("a=edited@1");
    assertThat(events).hasSize(1);
  }

  @Test
  void updateRecords_withoutPatches_asksNoTrigger() {
    assertThat(server.update("[]").status()).isEqualTo(200);
    assertThat(events).isEmpty();
  }

  private CustomerFunctions editing(Consumer<ObjectNode> edit) {
    return (arn, payload) -> {
      ObjectNode event = (ObjectNode) parsed(payload);
      events.add(event.deepCopy());
      edit.accept(event);
      return Json.text(event);
    };
  }

  private static JsonNode parsed(String json) {
    try {
      return Json.read(json);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }

  private static Server withTrigger(Limits limits) {
    Server server = new Server(limits);
    server.syncTriggers.put(Server.IDENTITY.identityPoolId(), new LambdaFunctionArn(ARN));
    return server;
  }

  /** Each record as key=value@count. */
  private static List<String> shown(Reply reply) {
    List<String> records = new ArrayList<>();
    reply
        .body()
        .path("Records")
        .forEach(record ->
            records.add(
                "%s=%s@%d"
                    .formatted(
                        record.path("Key").asText(),
                        record.path("Value").asText(null),
                        record.path("SyncCount").asInt())));
    return records;
  }
}

package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.PushSync;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.runtime.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What operations need a permission for only where a patch is large, a pool has no role or a
 * SyncTrigger is set: in the REST form, in the legacy form and in merges. No stream is read here,
 * so that nothing is settled behind a test's back.
 */
class ApiPathsIT {
  private static final String MODEL = "com.amazonaws.cognito.sync.model#";

  /** Those of the sample events. */
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:12345678-1234-1234-1234-123456789012");

  private static final String IDENTITY = "us-east-1:abcdefab-1234-1234-1234-abcdefabcdef";
  private static final String SURVIVOR = "us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef";
  private static final String APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/Sample";

  /** More than a head keeps: it goes into chunks. */
  private static final int LARGE = 100_000;

  private static final String REMOVAL =
      "dynamodb:BatchWriteItem arn:aws:dynamodb:us-east-1:000000000000:table/Table RECORDS#*";

  private static final String[] RECORDS = {
    "dynamodb:BatchGetItem * RECORDS#*",
    "dynamodb:PutItem * RECORDS#*",
    "dynamodb:Query * RECORDS#*"
  };

  private final AtomicLong keys = new AtomicLong();
  private final FunctionsUnderTest functions =
      new FunctionsUnderTest(new Environment(Map.of()), FunctionUrls.NONE);

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void updateRecords_largePatchesOneAfterTheOther() throws Exception {
    update("one", LARGE);
    update("two", LARGE);
    update("three", LARGE);

    functions.assertUsed("UpdateRecords", RECORDS);
  }

  @Test
  void legacyRpc_largePatchesOneAfterTheOther() throws Exception {
    rpcUpdate("one", LARGE, 200);
    rpcUpdate("two", LARGE, 200);
    rpcUpdate("three", LARGE, 200);

    functions.assertUsed("LegacyRpc", RECORDS);
  }

  @Test
  void legacyRpc_invokesTheSyncTrigger() throws Exception {
    functions.pools.setEvent(
        POOL,
        CognitoEvent.SYNC_TRIGGER,
        new LambdaFunctionArn("arn:aws:lambda:eu-west-1:000000000000:function:nobody"));

    // There is no such function, which is the developer's fault.
    rpcUpdate("one", 10, 400);

    functions.assertUsed("LegacyRpc", "lambda:InvokeFunction *");
  }

  @Test
  void merge_largeDatasetsOneAfterTheOther() throws Exception {
    for (String key : List.of("one", "two", "three")) {
      update(key, LARGE);
      JsonNode answer = merge();
      assertThat(answer.path("merged").toString()).isEqualTo("[\"settings.%s\"]", IDENTITY);
    }

    functions.assertUsed("MergeIdentities", RECORDS);
  }

  /** The chunks of a patch that came too late are removed. */
  @Test
  void largePatches_thatLoseTheRace_leaveNoChunks() throws Exception {
    Identity app = new Identity(POOL, new IdentityId(IDENTITY));
    Identity survivor = new Identity(POOL, new IdentityId(SURVIVOR));
    DatasetName settings = new DatasetName("settings");
    update("merged", LARGE);

    try (Rival _ = new Rival(functions.datasets, app.dataset(settings))) {
      losing("UpdateRecords", () -> tryUpdate(false));
      losing("LegacyRpc", () -> tryUpdate(true));
    }
    try (Rival _ =
        new Rival(functions.datasets, survivor.dataset(new DatasetName("settings." + IDENTITY)))) {
      losing(
          "MergeIdentities",
          () -> {
            // One that loses every race ends so, and may be repeated.
            if (functions.attempt("MergeIdentities", mergeEvent())
                instanceof InvocationResult.Answered) {
              // What was merged is gone.
              update("merged", LARGE);
            }
          });
    }
  }

  /** Does something until it lost a race. */
  private void losing(String function, ThrowingRunnable race) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    do {
      race.run();
    } while (!functions.used(function).contains(REMOVAL) && Instant.now().isBefore(end));
    assertThat(functions.used(function)).contains(REMOVAL);
  }

  /** Whether it comes through is no matter here. */
  private void tryUpdate(boolean legacy) throws Exception {
    JsonNode listed =
        legacy
            ? rpc("ListRecords", Json.object(), 200).path("Output")
            : rest("list-records", "ListRecords", Json.object());
    ObjectNode patch =
        patch(listed.path("SyncSessionToken").asText(), "key-" + keys.incrementAndGet(), LARGE);
    functions.invoke(
        legacy ? "LegacyRpc" : "UpdateRecords",
        legacy
            ? event("legacy-rpc").put("body", rpcBody("UpdateRecords", patch).toString())
            : event("update-records").put("body", patch.toString()));
  }

  private JsonNode merge() throws Exception {
    return functions.invoke("MergeIdentities", mergeEvent());
  }

  private static ObjectNode mergeEvent() {
    return Json.object()
        .put("identityPoolId", POOL.value())
        .put("fromIdentityId", IDENTITY)
        .put("toIdentityId", SURVIVOR);
  }

  /** Something that may fail in any way. */
  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @Test
  void registerDevice_withoutARole_enablesItsEndpointAgain() throws Exception {
    functions.pools.setConfiguration(
        POOL,
        new IdentityPoolConfiguration(
            1, new PushSync(List.of(APPLICATION), ""), CognitoStreams.NONE));
    for (String function : List.of("RegisterDevice", "LegacyRpc")) {
      String endpoint =
          functions
              .sns()
              .createPlatformEndpoint(
                  create -> create.platformApplicationArn(APPLICATION).token(function))
              .endpointArn();
      functions
          .sns()
          .setEndpointAttributes(
              set -> set.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));

      ObjectNode input = Json.object().put("Platform", "GCM").put("Token", function);
      if (function.equals("LegacyRpc")) {
        rpc("RegisterDevice", input, 200);
      } else {
        rest("register-device", "RegisterDevice", input);
      }

      assertThat(
              functions.sns().getEndpointAttributes(get -> get.endpointArn(endpoint)).attributes())
          .containsEntry("Enabled", "true");
      functions.assertUsed(
          function,
          "sns:CreatePlatformEndpoint *",
          "sns:GetEndpointAttributes *",
          "sns:SetEndpointAttributes *");
    }
  }

  private void update(String key, int length) throws Exception {
    String token =
        rest("list-records", "ListRecords", Json.object()).path("SyncSessionToken").asText();
    rest("update-records", "UpdateRecords", patch(token, key, length));
  }

  private void rpcUpdate(String key, int length, int status) throws Exception {
    String token = rpc("ListRecords", Json.object(), 200).at("/Output/SyncSessionToken").asText();
    rpc("UpdateRecords", patch(token, key, length), status);
  }

  private static ObjectNode patch(String token, String key, int length) {
    ObjectNode input = Json.object().put("SyncSessionToken", token);
    input
        .putArray("RecordPatches")
        .addObject()
        .put("Op", "replace")
        .put("Key", key)
        .put("Value", "v".repeat(length))
        .put("SyncCount", 0);
    return input;
  }

  /** Invokes a function with its sample event and another body. */
  private JsonNode rest(String event, String function, ObjectNode body) throws Exception {
    return answer(function, event(event), body, 200);
  }

  private JsonNode rpc(String operation, ObjectNode input, int status) throws Exception {
    return answer("LegacyRpc", event("legacy-rpc"), rpcBody(operation, input), status);
  }

  private static ObjectNode rpcBody(String operation, ObjectNode input) {
    ObjectNode body =
        Json.object()
            .put("Operation", MODEL + operation)
            .put("Service", MODEL + "AWSCognitoSyncService");
    body.set(
        "Input",
        input
            .put("IdentityPoolId", POOL.value())
            .put("IdentityId", IDENTITY)
            .put("DatasetName", "settings"));
    return body;
  }

  private JsonNode answer(String function, ObjectNode event, ObjectNode body, int status)
      throws Exception {
    if (event.has("body")) {
      event.put("body", body.toString());
    }
    JsonNode answer = functions.invoke(function, event);
    assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(status);
    return Json.read(answer.path("body").asText());
  }

  private static ObjectNode event(String name) throws Exception {
    return (ObjectNode) Json.read(Files.readString(Path.of("..", "events", name + ".json")));
  }
}

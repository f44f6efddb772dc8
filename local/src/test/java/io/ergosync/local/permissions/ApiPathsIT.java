package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.PushSync;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.runtime.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private static final String[] RECORDS = {
    "dynamodb:BatchGetItem * RECORDS#*",
    "dynamodb:PutItem * RECORDS#*",
    "dynamodb:Query * RECORDS#*"
  };

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

  private JsonNode merge() throws Exception {
    return functions.invoke("MergeIdentities", mergeEvent());
  }

  private static ObjectNode mergeEvent() {
    return Json.object()
        .put("identityPoolId", POOL.value())
        .put("fromIdentityId", IDENTITY)
        .put("toIdentityId", SURVIVOR);
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

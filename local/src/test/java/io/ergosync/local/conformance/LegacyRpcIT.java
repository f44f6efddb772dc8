package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.conformance.RpcClient.Answer;
import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Record;

/** The legacy RPC form over HTTP, signed, against the very function that the template deploys. */
class LegacyRpcIT {
  /** All operations in an order in which each can succeed. */
  private static final List<String> AS_DEVELOPER_BEFORE =
      List.of(
          "SetIdentityPoolConfiguration",
          "GetIdentityPoolConfiguration",
          "SetCognitoEvents",
          "GetCognitoEvents");

  private static final List<String> AS_IDENTITY =
      List.of(
          "RegisterDevice",
          "ListRecords",
          "UpdateRecords",
          "ListRecords",
          "SubscribeToDataset",
          "UnsubscribeFromDataset",
          "DescribeDataset",
          "ListDatasets",
          "DescribeIdentityUsage");

  private static final List<String> AS_DEVELOPER_AFTER =
      List.of(
          "GetBulkPublishDetails",
          "BulkPublish",
          "DescribeIdentityPoolUsage",
          "ListIdentityPoolUsage",
          "DeleteDataset");

  private static RunningCloud cloud;
  private static RpcClient rpc;
  private static CognitoSyncClient developer;

  private SignedIn app;
  private ObjectNode input;

  @BeforeAll
  static void start() {
    cloud = RunningCloud.start();
    rpc = new RpcClient(cloud.endpoint());
    developer = cloud.developer();
  }

  @AfterAll
  static void stop() {
    rpc.close();
    cloud.close();
  }

  @BeforeEach
  void signIn() {
    app = cloud.signIn(RunningCloud.newIdentityPoolId());
    input =
        RpcClient.input()
            .put("IdentityPoolId", app.identityPoolId())
            .put("IdentityId", app.identityId())
            .put("DatasetName", "newDataSet");
  }

  @Test
  void listRecords_ofAMissingDataset_isTheRecordedSample() {
    Answer answer = rpc.call(developer, "ListRecords", input);

    assertThat(answer.text())
        .startsWith(
            "{\"Output\":{\"__type\":\"com.amazonaws.cognito.sync.model#ListRecordsResponse\","
                + "\"Count\":0,\"DatasetDeletedAfterRequestedSyncCount\":false,"
                + "\"DatasetExists\":false,\"DatasetSyncCount\":0,\"LastModifiedBy\":null,"
                + "\"MergedDatasetNames\":null,\"NextToken\":null,\"Records\":[],"
                + "\"SyncSessionToken\":\"");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).containsExactly("623");
    assertThat(answer.header("content-type")).containsExactly("application/json");
    assertThat(answer.header("x-amzn-requestid")).containsExactly(RpcClient.REQUEST_ID);
  }

  /** Members that an operation does not have are ignored, so that one input does for all. */
  @TestFactory
  Stream<DynamicTest> operations_allAnswerTheMembersOfTheModel() throws IOException {
    AnswerMembers model = AnswerMembers.read();
    prepareInputOfAll();
    return Stream.of(
            steps(developer, AS_DEVELOPER_BEFORE, model),
            steps(app.client(), AS_IDENTITY, model),
            steps(developer, AS_DEVELOPER_AFTER, model))
        .flatMap(steps -> steps);
  }

  private Stream<DynamicTest> steps(
      CognitoSyncClient as, List<String> operations, AnswerMembers model) {
    return operations.stream()
        .map(operation ->
            DynamicTest.dynamicTest(
                operation,
                () -> {
                  assumeTrue(
                      TemplateOperations.names().contains(operation),
                      () -> "template.yaml has no " + operation);
                  Answer answer = rpc.call(as, operation, input);
                  assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                  assertThat(answer.type()).isEqualTo(operation + "Response");
                  model.check(operation, answer.output());
                  if (answer.output().has("DeviceId")) {
                    input.set("DeviceId", answer.output().path("DeviceId"));
                  }
                  // A session ends with its update.
                  input.remove("SyncSessionToken");
                  if (answer.output().has("SyncSessionToken")) {
                    input.set("SyncSessionToken", answer.output().path("SyncSessionToken"));
                  }
                }));
  }

  private void prepareInputOfAll() {
    String role = "arn:aws:iam::000000000000:role/ergosync/sync";
    input.put("MaxResults", "2").put("Platform", "GCM").put("Token", "token");
    ObjectNode patch = input.putArray("RecordPatches").addObject();
    patch.put("Op", "remove").put("Key", "key").put("SyncCount", 0);
    ObjectNode push = input.putObject("PushSync").put("RoleArn", role);
    push.putArray("ApplicationArns").add("arn:aws:sns:us-east-1:000000000000:app/GCM/test");
    input
        .putObject("CognitoStreams")
        .put("RoleArn", role)
        .put("StreamName", "stream")
        .put("StreamingStatus", "ENABLED");
    input.putObject("Events").put("SyncTrigger", "");
  }

  @Test
  void dataset_writtenInOneForm_isReadInTheOther() {
    String token =
        rpc.call(app.client(), "ListRecords", input).output().at("/SyncSessionToken").asText();
    ObjectNode update = input.deepCopy().put("SyncSessionToken", token);
    update
        .putArray("RecordPatches")
        .addObject()
        .put("Op", "replace")
        .put("Key", "key")
        .put("Value", "é")
        .put("SyncCount", 0);

    Answer updated = rpc.call(app.client(), "UpdateRecords", update);

    assertThat(updated.output().at("/Records/0/LastModifiedDate").asText()).matches(".*E9");
    assertThat(
            app.client()
                .listRecords(r ->
                    r.identityPoolId(app.identityPoolId())
                        .identityId(app.identityId())
                        .datasetName("newDataSet"))
                .records())
        .extracting(Record::value)
        .containsExactly("é");
    update.put(
        "SyncSessionToken",
        rpc.call(developer, "ListRecords", input).output().at("/SyncSessionToken").asText());
    ((ObjectNode) update.at("/RecordPatches/0")).put("SyncCount", 7);
    Answer conflict = rpc.call(app.client(), "UpdateRecords", update);
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.header("x-amzn-ErrorType")).containsExactly("ResourceConflictException");
    assertThat(conflict.text())
        .isEqualTo(
            "{\"Output\":{\"__type\":\"com.amazonaws.cognito.sync.model#ResourceConflictException\","
                + "\"message\":\"Current SyncCount for: key is: 1 not: 7\"},\"Version\":\"1.0\"}");
    assertThat(conflict.header("x-amzn-requestid")).containsExactly(RpcClient.REQUEST_ID);
  }

  @Test
  void anotherIdentity_isRefused() {
    for (SignedIn other :
        List.of(
            cloud.signIn(app.identityPoolId()), cloud.signIn(RunningCloud.newIdentityPoolId()))) {
      Answer refusal = rpc.call(other.client(), "ListRecords", input);

      assertThat(refusal.status()).isEqualTo(403);
      assertThat(refusal.type()).isEqualTo("NotAuthorizedException");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 400 | SerializationException",
        "[] | 400 | SerializationException",
        "{\"Operation\":1} | 400 | SerializationException",
        "{} | 404 | UnknownOperationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#Query\"} | 404 | UnknownOperationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#ListRecords\"} | 400 | InvalidParameterException"
      })
  void request_thatIsNotOfTheForm_isTheClientsFault(String body, int status, String type) {
    Answer answer = rpc.send(developer, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo(type);
  }
}

package io.ergosync.functions;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ergosync.api.http.GatewayEvent;
import io.ergosync.auth.Caller;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the known clients and gateways write the same request. */
class RequestFormsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String POOL = Server.IDENTITY.identityPoolId().value();
  private static final String IDENTITY = Server.IDENTITY.identityId().value();
  private static final String ENCODED =
      "/identitypools/%s/identities/%s/datasets/My_data.set%%3Av-1"
          .formatted(POOL.replace(":", "%3A"), IDENTITY.replace(":", "%3A"));

  /** All six. */
  static final List<String> OPERATIONS =
      List.of(
          "DescribeDataset",
          "DeleteDataset",
          "ListDatasets",
          "DescribeIdentityUsage",
          "ListRecords",
          "UpdateRecords");

  private final Server server = new Server();

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void gateways_allLeadToTheSameAnswer(String operation) {
    server.update("[" + replace("k", "1", 0) + "]");
    for (Caller caller : List.of(Server.COGNITO, Server.DEVELOPER)) {
      GatewayEvent request =
          server
              .request(operation, Server.DATASET, caller)
              .body("{\"SyncSessionToken\":\"" + server.token(Server.DATASET) + "\"}");
      for (String event : List.of(request.httpApi(), request.restApi(), request.functionUrl())) {
        assertThat(server.sendEvent(operation, event).status()).as(event).isEqualTo(200);
        server.update("[" + replace("k", "1", 0) + "]");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-amz-json-1.1", "text/plain", ""})
  void contentType_doesNotMatter(String contentType) {
    GatewayEvent get = server.request("ListRecords").header("Content-Type", contentType);
    GatewayEvent post =
        server
            .request("UpdateRecords")
            .header("Content-Type", contentType)
            .body("{\"SyncSessionToken\":\"" + server.token(Server.DATASET) + "\"}");

    assertThat(server.send("ListRecords", get).status()).isEqualTo(200);
    assertThat(server.send("UpdateRecords", post).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{", "[]", "no json"})
  void bodyOfAnOperationWithoutOne_isNotRead(String body) {
    assertThat(server.send("ListRecords", server.request("ListRecords").body(body)).status())
        .isEqualTo(200);
    assertThat(server.send("ListDatasets", server.request("ListDatasets").body(body)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // boto3, JavaScript, Android (0.000 is its epoch), the iOS model, an empty-valued removal.
        "{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\",\"SyncCount\":0,\"DeviceLastModifiedDate\":1714979289}",
        "{\"Key\":\"k\",\"Op\":\"replace\",\"SyncCount\":0,\"DeviceLastModifiedDate\":1795356768.602,\"Value\":\"vé\"}",
        "{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\",\"SyncCount\":0,\"DeviceLastModifiedDate\":0.000}",
        "{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\",\"SyncCount\":\"0\",\"DeviceLastModifiedDate\":\"1412974057.151000\"}",
        "{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\\u00e9\",\"SyncCount\":0}",
        "{\"Op\":\"remove\",\"Key\":\"k\",\"SyncCount\":0,\"Value\":\"\"}",
        "{\"Op\":\"remove\",\"Key\":\"k\",\"SyncCount\":0,\"Value\":null}",
        "{\"Op\":\"remove\",\"Key\":\"k\",\"SyncCount\":0,\"Value\":{\"ignored\":true}}",
        "{\"Op\":\"remove\",\"Key\":\"k\",\"SyncCount\":0}"
      })
  void patches_ofAllClients_areAccepted(String patch) {
    Reply reply = server.update("[" + patch + "]");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.body().at("/Records/0/SyncCount").asInt()).isEqualTo(1);
  }

  @Test
  void path_encodedTwice_isNotDecodedTwice() {
    String twice = ENCODED.replace("%", "%25");
    GatewayEvent request =
        GatewayEvent.of("GET", twice, server.request("DescribeDataset").template())
            .by(Server.DEVELOPER);

    assertThat(server.sendEvent("DescribeDataset", request.restApi()).message())
        .contains("Value 'us-east-1%3A12345678-1234-1234-1234-123456789012' at 'identityPoolId'");
  }

  @Test
  void identity_thatIsNotTheCallers_isRefusedWhateverElseIsWrong() {
    DatasetId others =
        new Identity(new IdentityPoolId("us-east-1:aa"), new IdentityId("us-east-1:bb"))
            .dataset(Server.DATASET.datasetName());
    for (String operation : OPERATIONS) {
      GatewayEvent request =
          server
              .request(operation, others, Server.COGNITO)
              .query("maxResults", "x")
              .body("no json");

      Reply reply = server.send(operation, request);

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.errorType()).isEqualTo("NotAuthorizedException");
      assertThat(
              server.send(operation, server.request(operation, others, Server.DEVELOPER)).status())
          .isIn(200, 400, 404);
    }
  }

  @ParameterizedTest
  @FieldSource("OPERATIONS")
  void requestWithoutCaller_isRefused(String operation) {
    GatewayEvent signed = server.request(operation);
    GatewayEvent unsigned = GatewayEvent.of(signed.method(), signed.path(), signed.template());

    for (String event :
        List.of(unsigned.httpApi(), unsigned.restApi(), unsigned.functionUrl(), "{}")) {
      assertThat(server.sendEvent(operation, event).errorType())
          .isEqualTo("NotAuthorizedException");
    }
  }

  @Test
  void lambdasOwnClassOfPayload2_isRead() throws Exception {
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath(ENCODED.replace("%3A", ":"))
            .withPathParameters(
                Map.of(
                    "IdentityPoolId", POOL,
                    "IdentityId", IDENTITY,
                    "DatasetName", Server.DATASET.datasetName().value()))
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withRequestId("id-2")
                    .withHttp(
                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                            .withMethod("GET")
                            .build())
                    .withAuthorizer(
                        APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                            .withIam(
                                APIGatewayV2HTTPEvent.RequestContext.IAM
                                    .builder()
                                    .withAccountId("123456789012")
                                    .withUserArn("arn:aws:iam::123456789012:user/dev")
                                    .build())
                            .build())
                    .build())
            .build();

    Reply reply = server.sendEvent("DescribeDataset", MAPPER.writeValueAsString(event));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers().path("x-amzn-RequestId").asText()).isEqualTo("id-2");
  }

  @Test
  void lambdasOwnClassOfPayload1_isRead() throws Exception {
    APIGatewayProxyRequestEvent event =
        new APIGatewayProxyRequestEvent()
            .withHttpMethod("GET")
            .withPath(ENCODED)
            .withRequestContext(
                new APIGatewayProxyRequestEvent.ProxyRequestContext()
                    .withRequestId("id-1")
                    .withIdentity(
                        new APIGatewayProxyRequestEvent.RequestIdentity()
                            .withAccountId("123456789012")
                            .withUserArn("arn:aws:sts::1:assumed-role/a/CognitoIdentityCredentials")
                            .withCognitoIdentityPoolId(POOL)
                            .withCognitoIdentityId(IDENTITY)));

    Reply reply = server.sendEvent("DescribeDataset", MAPPER.writeValueAsString(event));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers().path("x-amzn-RequestId").asText()).isEqualTo("id-1");
  }
}

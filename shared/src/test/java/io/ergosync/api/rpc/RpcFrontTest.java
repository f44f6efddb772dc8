package io.ergosync.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.TestClock;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.IdentityPools;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Operation;
import io.ergosync.api.Parsed;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import io.ergosync.api.Route;
import io.ergosync.api.http.GatewayEvent;
import io.ergosync.api.json.Json;
import io.ergosync.auth.Caller;
import io.ergosync.auth.CallerKind;
import io.ergosync.telemetry.Consumption;
import io.ergosync.telemetry.EmbeddedMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcFrontTest {
  private static final String MODEL = "com.amazonaws.cognito.sync.model#";
  private static final String INPUT =
      "\"Input\":{\"Pool\":\"p\",\"MaxResults\":\"2\",\"Header\":\"h\",\"Unknown\":{\"x\":[1]}}";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void members_areAllTakenFromInput() throws Exception {
    GatewayEvent request =
        request("{\"Operation\":\"%sEcho\",\"Unknown\":1,%s}".formatted(MODEL, INPUT))
            .query("maxResults", "9")
            .header("x-amz-Header", "other");

    for (String event : List.of(request.httpApi(), request.restApi(), request.functionUrl())) {
      assertThat(serve(event).path("body").asText())
          .isEqualTo(
              "{\"Output\":{\"__type\":\"%sEchoResponse\",\"Answer\":\"p 2 h\"},\"Version\":\"1.0\"}"
                  .formatted(MODEL));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"2\"", "2.0", "2e0"})
  void maxResults_isANumberOrAString(String maxResults) throws Exception {
    String input = "\"Input\":{\"Pool\":\"p\",\"MaxResults\":" + maxResults + "}";

    assertThat(answer("{\"Operation\":\"%sEcho\",%s}".formatted(MODEL, input)))
        .isEqualTo("200 EchoResponse");
  }

  @ParameterizedTest
  @CsvSource({
    "com.amazonaws.cognito.sync.model.AWSCognitoSyncService.Echo, 200 EchoResponse",
    "AWSCognitoSyncService.Echo, 200 EchoResponse",
    "AWSCognitoSyncService.Other, 404 UnknownOperationException",
    "OtherService.Echo, 404 UnknownOperationException",
    "Echo, 404 UnknownOperationException",
    "'', 404 UnknownOperationException"
  })
  void target_decidesWhereTheBodyDoesNot(String target, String expected) throws Exception {
    assertThat(answer(request("{" + INPUT + "}").header("X-AMZ-TARGET", target)))
        .isEqualTo(expected);
  }

  @Test
  void body_decidesBeforeTheTarget() throws Exception {
    String echo = "{\"Operation\":\"%sEcho\",%s}".formatted(MODEL, INPUT);
    String unknown = "{\"Operation\":\"%sOther\",%s}".formatted(MODEL, INPUT);

    assertThat(answer(request(echo).header("X-Amz-Target", "AWSCognitoSyncService.Other")))
        .isEqualTo("200 EchoResponse");
    assertThat(answer(request(unknown).header("X-Amz-Target", "AWSCognitoSyncService.Echo")))
        .isEqualTo("404 UnknownOperationException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Service\":\"com.amazonaws.cognito.sync.model#AWSCognitoSyncService\" | 200 EchoResponse",
        "\"Service\":null | 200 EchoResponse",
        "\"Service\":\"com.amazonaws.cognito.sync.model#Other\" | 404 UnknownOperationException",
        "\"Service\":\"AWSCognitoSyncService\" | 404 UnknownOperationException",
        "\"Service\":{} | 400 SerializationException"
      })
  void service_isThisOne(String service, String expected) throws Exception {
    assertThat(answer("{\"Operation\":\"%sEcho\",%s,%s}".formatted(MODEL, service, INPUT)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 400 SerializationException",
        "[] | 400 SerializationException",
        "7 | 400 SerializationException",
        "no json | 400 SerializationException",
        "{\"Operation\":\"a\",\"Operation\":\"b\"} | 400 SerializationException",
        "{\"Operation\":7} | 400 SerializationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#Echo\",\"Input\":[]} | 400 SerializationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#Echo\",\"Input\":\"x\"} | 400 SerializationException",
        "'' | 404 UnknownOperationException",
        "{} | 404 UnknownOperationException",
        "{\"Operation\":\"\"} | 404 UnknownOperationException",
        "{\"Operation\":\"Echo\"} | 404 UnknownOperationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#\"} | 404 UnknownOperationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#Other\"} | 404 UnknownOperationException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#Echo\"} | 400 InvalidParameterException",
        "{\"Operation\":\"com.amazonaws.cognito.sync.model#Echo\",\"Input\":null} | 400 InvalidParameterException"
      })
  void body_thatIsNotOfTheForm_isRefused(String body, String expected) throws Exception {
    assertThat(answer(body)).isEqualTo(expected);
  }

  @Test
  void body_thatIsNotUtf8_isRefused() throws Exception {
    String event =
        request("/w==").httpApi().replace("\"isBase64Encoded\":false", "\"isBase64Encoded\":true");

    assertThat(summary(serve(event))).isEqualTo("400 SerializationException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "{}", "{\"requestContext\":null}", "{\"body\":\"{\"}"})
  void event_withoutAnything_isAnsweredUnderLambdasId(String event) throws Exception {
    JsonNode response = serve(event);

    assertThat(response.path("statusCode").asInt()).isBetween(400, 404);
    assertThat(response.path("headers").path("x-amzn-requestid").asText()).isEqualTo("lambda-1");
  }

  @Test
  void requestId_isTheClientsOwnAndTheLogHasTheGateways() throws Exception {
    JsonNode response =
        serve(request("{}").header("X-AMZN-REQUESTID", "8dc0e749-c8cd-48bd").httpApi());

    assertThat(response.path("headers").path("x-amzn-requestid").asText())
        .isEqualTo("8dc0e749-c8cd-48bd");
    assertThat(response.path("headers").has("x-amzn-RequestId")).isFalse();
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"operation\":\"LegacyRpc\",\"requestId\":\"request-1\"")
        .contains("\"outcome\":\"UnknownOperationException\",\"status\":404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "é", "a\r\nb: c"})
  void requestId_thatIsNone_isTheGateways(String id) throws Exception {
    JsonNode response = serve(request("{}").header("x-amzn-requestid", id).httpApi());

    assertThat(response.path("headers").path("x-amzn-requestid").asText()).isEqualTo("request-1");
  }

  @Test
  void requestId_thatIsTooLong_isTheGateways() throws Exception {
    JsonNode response = serve(request("{}").header("x-amzn-requestid", "a".repeat(129)).httpApi());

    assertThat(response.path("headers").path("x-amzn-requestid").asText()).isEqualTo("request-1");
  }

  @Test
  void answer_tooLargeForLambda_isInternalError() throws Exception {
    JsonNode response =
        serve(
            (text, context) -> "a".repeat(7_000_000),
            request("{\"Operation\":\"%sEcho\",%s}".formatted(MODEL, INPUT)).httpApi());

    assertThat(summary(response)).isEqualTo("500 InternalErrorException");
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("larger than Lambda lets it be");
  }

  private static GatewayEvent request(String body) {
    return GatewayEvent.of("POST", "/", "/").by(new Caller.Developer("1", "arn:u")).body(body);
  }

  private String answer(String body) throws Exception {
    return answer(request(body));
  }

  private String answer(GatewayEvent request) throws Exception {
    return summary(serve(request.httpApi()));
  }

  private static String summary(JsonNode response) throws Exception {
    String type = Json.read(response.path("body").asText()).path("Output").path("__type").asText();
    return response.path("statusCode").asInt() + " " + type.substring(type.indexOf('#') + 1);
  }

  private JsonNode serve(String event) throws Exception {
    return serve((text, context) -> text, event);
  }

  private JsonNode serve(Operation<String, String> operation, String event) throws Exception {
    Endpoint<String, String> endpoint =
        new Endpoint<>(
            "Echo",
            Route.of("GET", "/pools/{Pool}"),
            Set.of("MaxResults"),
            Map.of("Header", "x-amz-Header"),
            EnumSet.allOf(CallerKind.class),
            EnumSet.of(
                ErrorCode.NOT_AUTHORIZED, ErrorCode.INVALID_PARAMETER, ErrorCode.INTERNAL_ERROR),
            members -> {
              Parsed<String> pool = members.required("Pool", MemberTypes.RECORD_KEY);
              Parsed<Long> max = members.optional("MaxResults", MemberTypes.MAX_RESULTS, 0L);
              Parsed<String> header = members.optional("Header", MemberTypes.RECORD_KEY, "-");
              return members.together(
                  () -> "%s %d %s".formatted(pool.get(), max.get(), header.get()));
            },
            answer -> Json.object().put("Answer", answer));
    RpcFront front =
        new RpcFront(
            List.of(new Pipeline<>(endpoint, operation, IdentityPools.Any.ANY)),
            new RequestLog(
                new PrintStream(log, true, StandardCharsets.UTF_8),
                new EmbeddedMetrics(new TestClock(), "test"),
                () -> Consumption.NONE),
            new TestClock());
    return Json.read(new String(front.serve(event, "lambda-1"), StandardCharsets.UTF_8));
  }
}

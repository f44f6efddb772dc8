package io.ergosync.api.http;

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
import io.ergosync.api.json.Json;
import io.ergosync.auth.Caller;
import io.ergosync.auth.CallerKind;
import io.ergosync.telemetry.Consumption;
import io.ergosync.telemetry.EmbeddedMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestFrontTest {
  private static final Caller DEVELOPER = new Caller.Developer("1", "arn:u");
  private static final Endpoint<String, String> ENDPOINT =
      new Endpoint<>(
          "Test",
          Route.of("POST", "/pools/{Pool}/things"),
          Set.of("Query"),
          Map.of("Header", "x-amz-Header"),
          EnumSet.allOf(CallerKind.class),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED, ErrorCode.INVALID_PARAMETER, ErrorCode.INTERNAL_ERROR),
          members -> {
            Parsed<String> pool = members.required("Pool", MemberTypes.RECORD_KEY);
            Parsed<String> query = members.optional("Query", MemberTypes.RECORD_KEY, "-");
            Parsed<String> header = members.optional("Header", MemberTypes.RECORD_KEY, "-");
            Parsed<String> body = members.optional("Body", MemberTypes.RECORD_KEY, "-");
            return members.together(
                () -> String.join(" ", pool.get(), query.get(), header.get(), body.get()));
          },
          answer -> Json.object().put("Answer", answer));

  private final TestClock clock = new TestClock();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void members_areTakenFromWhereTheEndpointHasThem() throws Exception {
    GatewayEvent event =
        event()
            .query("query", "q")
            .header("X-AMZ-HEADER", "h")
            .body("{\"Body\":\"b\",\"Pool\":\"other\",\"Query\":\"other\",\"Header\":\"other\"}");

    for (String gateway : new String[] {event.httpApi(), event.restApi(), event.functionUrl()}) {
      assertThat(body(serve(echo(), gateway))).isEqualTo("{\"Answer\":\"r:a+b q h b\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "{}", "{\"Unknown\":{\"x\":[1]}}", "{\"Body\":null}"})
  void body_withoutTheMember_isAccepted(String body) throws Exception {
    assertThat(serve(echo(), event().body(body).httpApi()).path("statusCode").asInt())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | The body is not JSON.",
        "{\"Body\":\"a\",\"Body\":\"b\"} | The body is not JSON.",
        "[] | The body is not a JSON object.",
        "null | The body is not a JSON object.",
        "\"x\" | The body is not a JSON object."
      })
  void body_thatIsNoJsonObject_isInvalidParameter(String sent, String message) throws Exception {
    JsonNode response = serve(echo(), event().body(sent).httpApi());

    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(response))
        .isEqualTo("{\"message\":\"" + message + "\",\"__type\":\"InvalidParameterException\"}");
  }

  @Test
  void body_thatNestsTooDeep_isInvalidParameter() throws Exception {
    String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(body(serve(echo(), event().body(deep).httpApi())))
        .contains("at most 32 levels of nesting")
        .contains("InvalidParameterException");
  }

  @ParameterizedTest
  @CsvSource({"GET,/pools/a/things", "POST,/pools/a", "POST,/", "POST,''"})
  void route_ofAnotherOperation_isInvalidParameter(String method, String path) throws Exception {
    JsonNode response =
        serve(echo(), GatewayEvent.of(method, path, "/x").by(DEVELOPER).functionUrl());

    assertThat(body(response)).contains("Test is POST /pools/{Pool}/things.");
    assertThat(response.path("statusCode").asInt()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "{}", "{\"requestContext\":null}", "{\"body\":\"{\"}"})
  void event_withoutAnything_isAnsweredUnderLambdasId(String event) throws Exception {
    JsonNode response = serve(echo(), event);

    assertThat(response.path("statusCode").asInt()).isBetween(400, 403);
    assertThat(response.path("headers").path("x-amzn-RequestId").asText()).isEqualTo("lambda-1");
  }

  @Test
  void answer_tooLargeForLambda_isInternalError() throws Exception {
    JsonNode response = serve((text, context) -> "a".repeat(7_000_000), event().httpApi());

    assertThat(response.path("statusCode").asInt()).isEqualTo(500);
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("larger than Lambda lets it be");
  }

  @Test
  void request_isLoggedWithTheGatewaysIdAndItsTime() throws Exception {
    serve(
        (text, context) -> {
          clock.advance(Duration.ofMillis(42));
          return text;
        },
        event().body("{\"Body\":\"secret\"}").httpApi());

    JsonNode line = Json.read(log.toString(StandardCharsets.UTF_8));
    assertThat(line.path("operation").asText()).isEqualTo("Test");
    assertThat(line.path("requestId").asText()).isEqualTo("request-1");
    assertThat(line.path("Latency").asInt()).isEqualTo(42);
    assertThat(line.toString()).doesNotContain("secret");
  }

  private static GatewayEvent event() {
    return GatewayEvent.of("POST", "/pools/r%3Aa%2Bb/things", "/pools/{Pool}/things").by(DEVELOPER);
  }

  private static Operation<String, String> echo() {
    return (text, context) -> text;
  }

  private JsonNode serve(Operation<String, String> operation, String event) throws Exception {
    RestFront front =
        new RestFront(
            new Pipeline<>(ENDPOINT, operation, IdentityPools.Any.ANY),
            new RequestLog(
                new PrintStream(log, true, StandardCharsets.UTF_8),
                new EmbeddedMetrics(clock, "test"),
                () -> Consumption.NONE),
            clock);
    return Json.read(new String(front.serve(event, "lambda-1"), StandardCharsets.UTF_8));
  }

  private static String body(JsonNode response) {
    return response.path("body").asText();
  }
}

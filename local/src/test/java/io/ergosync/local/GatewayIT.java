package io.ergosync.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.local.Settings.Storage;
import io.ergosync.local.handlers.SlowHandler;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.sigv4.SdkSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GatewayIT {
  private static final SdkSigner DEVELOPER = SdkSigner.ofDeveloper(Clock.systemUTC());
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  private static LocalCloud cloud;
  private static Wire wire;

  @BeforeAll
  static void start() {
    cloud = Clouds.start(new Storage.InMemory(), 0, LOG);
    wire = new Wire(cloud.endpoint());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void signedRequest_reachesItsFunction() {
    Answer answer =
        wire.send(
            DEVELOPER,
            "POST",
            "/echo/a%3Ab?x=1%2B2",
            Map.of("Content-Type", "application/json"),
            Body.of("{\"k\":\"é\"}"));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode event = answer.json().get("event");
    assertThat(event.at("/pathParameters/Name").textValue()).isEqualTo("a:b");
    assertThat(event.at("/queryStringParameters/x").textValue()).isEqualTo("1+2");
    assertThat(event.at("/body").textValue()).isEqualTo("{\"k\":\"é\"}");
    assertThat(event.at("/requestContext/authorizer/iam/userArn").textValue())
        .isEqualTo("arn:aws:iam::000000000000:user/local");
    JsonNode environment = answer.json().get("environment");
    assertThat(environment.get("TABLE_NAME").textValue()).isEqualTo("Table");
    assertThat(environment.get("AWS_REGION").textValue()).isEqualTo("us-east-1");
    assertThat(environment.get("AWS_LAMBDA_FUNCTION_NAME").textValue()).isEqualTo("EchoFunction");
    assertThat(answer.json().at("/context/remainingMilliseconds").intValue())
        .isBetween(10_000, 20_000);
  }

  @Test
  void answer_hasExactHeaderCaseDateAndTheRequestIdOfTheContext() {
    Answer answer = wire.send(DEVELOPER, "GET", "/echo/x", Body.EMPTY);

    assertThat(answer.header("x-amzn-ErrorType")).hasValue("NoneException");
    assertThat(answer.header("Date")).isPresent();
    assertThat(answer.header("x-amzn-RequestId"))
        .hasValue(answer.json().at("/context/requestId").textValue())
        .hasValue(answer.json().at("/event/requestContext/requestId").textValue());
  }

  @Test
  void unknownRouteOrMethod_is404WithoutASignature() {
    assertError(wire.send("GET", "/nowhere", "", ""), 404, "NotFoundException", "Not Found");
    assertError(wire.send("DELETE", "/echo/x", "", ""), 404, "NotFoundException", "Not Found");
    assertError(wire.send("POST", "/", "", ""), 404, "NotFoundException", "Not Found");
    assertError(wire.send("GET", "/echo/a%2Fb", "", ""), 404, "NotFoundException", "Not Found");
  }

  @Test
  void unsignedRequest_is403() {
    assertError(
        wire.send("GET", "/echo/x", "", ""),
        403,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token");
  }

  @Test
  void failingFunction_is500AndOnlyTheLogSaysWhy() {
    Answer answer = wire.send(DEVELOPER, "POST", "/failing", Body.EMPTY);

    assertError(answer, 500, "InternalServerErrorException", "Internal Server Error");
    assertThat(answer.body()).doesNotContain("secret");
    assertThat(log())
        .contains(
            "Failing, request %s: failed with java.lang.IllegalStateException: secret reason"
                .formatted(answer.header("x-amzn-RequestId").orElseThrow()));
  }

  @Test
  void answerOverTheLimit_is500AndTheLogSaysWhy() {
    assertError(
        wire.send(DEVELOPER, "POST", "/large", Body.EMPTY),
        500,
        "InternalServerErrorException",
        "Internal Server Error");
    assertThat(log()).contains("answered with 6291557 bytes, over the 6291556 that Lambda allows");
  }

  @Test
  void slowFunction_is503AtItsTimeoutAndIsStopped() throws InterruptedException {
    assertError(
        wire.send(DEVELOPER, "POST", "/slow", Body.EMPTY),
        503,
        "ServiceUnavailableException",
        "Service Unavailable");
    assertThat(log()).containsPattern("Slow, request .*: timed out after 1 s");
    assertThat(SlowHandler.STOPPED.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void sevenMegabytes_is413AndReachesNoFunction() {
    wire.send("DELETE", "/local/capacity", "", "");

    Answer answer = wire.send(DEVELOPER, "POST", "/echo/x", Body.of(new byte[7 * 1024 * 1024]));

    assertError(answer, 413, "RequestEntityTooLargeException", "Request Entity Too Large");
    assertThat(wire.send("GET", "/local/capacity", "", "").json().has("Echo")).isFalse();
  }

  @Test
  void bodyWhoseEventIsTooLarge_is413() {
    // Under the limit itself; base64 takes it over.
    assertThat(wire.send(DEVELOPER, "POST", "/echo/x", Body.of(new byte[5 * 1024 * 1024])).status())
        .isEqualTo(413);
  }

  @Test
  void bodyOfFourMegabytes_isAccepted() {
    assertThat(
            wire.send(
                    DEVELOPER,
                    "POST",
                    "/store/put",
                    Map.of("Content-Type", "application/json"),
                    Body.of(new byte[4 * 1024 * 1024 / 6]))
                .status())
        .isEqualTo(200);
  }

  @Test
  void chunkedBody_isReadWhole() {
    HttpRequest signed = wire.sign(DEVELOPER, "POST", "/echo/x", Map.of(), Body.of("hello"));

    Answer answer =
        wire.send(
            Wire.head(signed)
                + "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n");

    assertThat(answer.json().at("/event/body").textValue()).isEqualTo("hello");
  }

  @Test
  void postWithoutLengthOrBody_isAccepted() {
    HttpRequest signed = wire.sign(DEVELOPER, "POST", "/echo/x", Map.of(), Body.EMPTY);

    assertThat(wire.send(Wire.head(signed) + "\r\n").status()).isEqualTo(200);
  }

  @Test
  void expectContinue_isToldToGoOn() throws IOException {
    HttpRequest signed = wire.sign(DEVELOPER, "POST", "/echo/x", Map.of(), Body.of("hello"));
    try (Socket socket = wire.open()) {
      socket
          .getOutputStream()
          .write(
              (Wire.head(signed)
                      + "Content-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      byte[] interim = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
      assertThat(socket.getInputStream().readNBytes(interim.length)).isEqualTo(interim);
      socket.getOutputStream().write("hello".getBytes(StandardCharsets.ISO_8859_1));

      Answer answer = Answer.parse(socket.getInputStream().readAllBytes());

      assertThat(answer.json().at("/event/body").textValue()).isEqualTo("hello");
    }
  }

  private static void assertError(Answer answer, int status, String type, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("x-amzn-ErrorType")).hasValue(type);
    assertThat(answer.header("x-amzn-RequestId")).isPresent();
    assertThat(answer.header("Content-Type")).hasValue("application/json");
    assertThat(answer.json().get("message").textValue()).isEqualTo(message);
    assertThat(answer.json().get("__type").textValue()).isEqualTo(type);
  }

  private static String log() {
    return LOG.toString(StandardCharsets.UTF_8);
  }
}

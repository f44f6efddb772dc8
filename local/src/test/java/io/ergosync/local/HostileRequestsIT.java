package io.ergosync.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.http.Body;
import io.ergosync.local.sigv4.SdkSigner;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests get a 4xx in the service's form, and the server goes on. */
class HostileRequestsIT {
  private static final SdkSigner DEVELOPER = SdkSigner.ofDeveloper(Clock.systemUTC());

  private static LocalCloud cloud;
  private static Wire wire;

  @BeforeAll
  static void start() {
    cloud = Clouds.inMemory();
    wire = new Wire(cloud.endpoint());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @AfterEach
  void stillServes() {
    assertThat(wire.send(DEVELOPER, "GET", "/echo/x", Body.EMPTY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nNo colon\r\nConnection: close\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /echo/x?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET http://[/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab",
        "POST /echo/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /echo/x;a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: local host\r\nConnection: close\r\n\r\n",
      })
  void malformedRequest_is4xxInTheServicesForm(String request) {
    assertRefused(wire.send(request));
  }

  @Test
  void headersOverTheLimit_areRefused() {
    Answer answer = wire.send("GET", "/echo/x", "X-Large: " + "a".repeat(10_240) + "\r\n", "");

    assertThat(answer.status()).isEqualTo(431);
    assertRefused(answer);
  }

  @Test
  void targetOverTheLimit_isRefused() {
    assertRefused(wire.send("GET", "/" + "a".repeat(20_000), "", ""));
  }

  @Test
  void truncatedBody_is400() throws IOException {
    try (Socket socket = wire.open()) {
      socket
          .getOutputStream()
          .write(
              "POST /echo/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc"
                  .getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();

      Answer answer = Answer.parse(socket.getInputStream().readAllBytes());

      assertThat(answer.status()).isEqualTo(400);
      assertRefused(answer);
    }
  }

  @Test
  void bodyOverTenMegabytes_is413() {
    Answer answer =
        wire.send(DEVELOPER, "POST", "/echo/x", Body.of(new byte[10 * 1024 * 1024 + 1]));

    assertThat(answer.status()).isEqualTo(413);
    assertRefused(answer);
  }

  @Test
  void hostOfAnotherName_is403() {
    Answer answer = wire.send(DEVELOPER, "GET", "/echo/x", Map.of("Host", "evil.test"), Body.EMPTY);

    assertThat(answer.status()).isEqualTo(403);
    assertRefused(answer);
    assertThat(
            wire.send(
                    "GET /local/capacity HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n")
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1",
        "[::1]:1",
        "app.localhost",
        "10.0.2.2:8080"
      })
  void hostOfTheLoopbackInterface_isServed(String host) {
    assertThat(
            wire.send(
                    "GET /local/capacity HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                        .formatted(host))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[]",
        "{",
        "{}",
        "{\"IdentityPoolId\":1}",
        "{\"IdentityPoolId\":\"A:B\"}",
        "{\"IdentityPoolId\":\"us-east-1:a\",\"Logins\":[]}",
        "{\"IdentityPoolId\":\"us-east-1:a\",\"Logins\":{\"\":\"\"}}"
      })
  void malformedIdentityRequest_is400(String body) {
    Answer answer =
        wire.send("POST", "/", "X-Amz-Target: AWSCognitoIdentityService.GetId\r\n", body);

    assertThat(answer.status()).isEqualTo(400);
    assertRefused(answer);
  }

  @Test
  void connectionThatSendsNothing_disturbsNobody() throws IOException {
    try (Socket silent = wire.open()) {
      assertThat(silent.isConnected()).isTrue();
      stillServes();
    }
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.header("x-amzn-ErrorType")).isPresent();
    assertThat(answer.header("x-amzn-RequestId")).isPresent();
    assertThat(answer.json().get("message").textValue()).isNotEmpty();
    assertThat(answer.json().get("__type").textValue())
        .isEqualTo(answer.header("x-amzn-ErrorType").orElseThrow());
  }
}

package io.ergosync.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.http.Body;
import io.ergosync.local.sigv4.SdkSigner;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CorsIT {
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

  @Test
  void preflight_isAnsweredWithoutASignature() {
    Answer answer =
        wire.send(
            "OPTIONS",
            "/echo/x",
            "Origin: http://app.test\r\nAccess-Control-Request-Method: GET\r\n",
            "");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("GET,POST");
    assertThat(answer.header("Access-Control-Allow-Headers")).hasValue("authorization,x-amz-date");
    assertThat(answer.header("Access-Control-Max-Age")).hasValue("60");
  }

  @Test
  void answerToAnOrigin_isExposed() {
    Answer answer =
        wire.send(
            SdkSigner.ofDeveloper(Clock.systemUTC()),
            "GET",
            "/echo/x",
            Map.of("Origin", "http://app.test"),
            Body.EMPTY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .hasValue("x-amzn-RequestId,x-amzn-ErrorType");
  }

  @Test
  void errorToAnOrigin_isExposedToo() {
    assertThat(
            wire.send("GET", "/echo/x", "Origin: http://app.test\r\n", "")
                .header("Access-Control-Allow-Origin"))
        .hasValue("*");
  }

  @Test
  void answerToNoOrigin_hasNoCorsHeaders() {
    assertThat(wire.send("GET", "/echo/x", "", "").head()).doesNotContain("Access-Control");
  }

  @Test
  void localEndpoints_areNotForOtherOrigins() {
    assertThat(wire.send("GET", "/local/capacity", "Origin: http://app.test\r\n", "").head())
        .doesNotContain("Access-Control");
  }
}

package io.ergosync.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.api.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventsTest {
  private static final GatewayEvent EVENT =
      GatewayEvent.of("POST", "/pools/r%3Aaa", "/pools/{Pool}")
          .query("maxResults", "3")
          .header("X-Amz-Client-Context", "ctx")
          .body("{\"A\":\"é\"}");

  @Test
  void httpApi_isDecoded() {
    HttpRequest request = HttpEvents.decode(EVENT.httpApi());

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/pools/r:aa");
    assertThat(request.pathParameters()).isEqualTo(Map.of("Pool", "r:aa"));
    assertThat(request.query()).isEqualTo(Map.of("maxResults", "3"));
    assertThat(request.bodyText()).isEqualTo("{\"A\":\"é\"}");
    assertThat(request.requestId()).contains("request-1");
  }

  @Test
  void restApi_isDecoded() {
    HttpRequest request = HttpEvents.decode(EVENT.restApi());

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/pools/r%3Aaa");
    assertThat(request.pathParameters()).isEqualTo(Map.of("Pool", "r%3Aaa"));
    assertThat(request.query()).isEqualTo(Map.of("maxResults", "3"));
    assertThat(request.requestId()).contains("request-1");
  }

  @Test
  void functionUrl_isDecoded() {
    HttpRequest request = HttpEvents.decode(EVENT.functionUrl());

    assertThat(request.path()).isEqualTo("/pools/r%3Aaa");
    assertThat(request.pathParameters()).isEmpty();
    assertThat(request.bodyText()).isEqualTo("{\"A\":\"é\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-client-context", "x-amz-Client-Context", "X-AMZ-CLIENT-CONTEXT"})
  void headers_areFoundInAnyCase(String name) {
    assertThat(HttpEvents.decode(EVENT.httpApi()).headers().get(name)).isEqualTo("ctx");
  }

  @Test
  void stage_isNotPartOfThePath() {
    HttpRequest request =
        HttpEvents.decode(
            "{\"rawPath\":\"/v1/pools/a\",\"requestContext\":{\"stage\":\"v1\",\"http\":{\"method\":\"GET\"}}}");

    assertThat(request.path()).isEqualTo("/pools/a");
  }

  @Test
  void body_inBase64_isDecoded() {
    String base64 =
        Base64.getEncoder().encodeToString("{\"é\":1}".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpEvents.decode("{\"body\":\"" + base64 + "\",\"isBase64Encoded\":true}");

    assertThat(request.bodyText()).isEqualTo("{\"é\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"***", "/w==", "7aCA"})
  void body_thatIsNotUtf8InBase64_isRefused(String body) {
    HttpRequest request = HttpEvents.decode("{\"body\":\"" + body + "\",\"isBase64Encoded\":true}");

    assertThatThrownBy(request::bodyText)
        .isInstanceOf(ApiException.class)
        .hasMessage("The body is not UTF-8.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"requestContext\":null,\"headers\":null,\"pathParameters\":null,\"body\":null,\"queryStringParameters\":null,\"rawPath\":null}",
        "{\"requestContext\":[],\"headers\":7,\"pathParameters\":\"x\",\"queryStringParameters\":[],\"isBase64Encoded\":null}",
        "{\"requestContext\":{\"http\":{}},\"headers\":{\"a\":null,\"b\":[],\"c\":{}}}"
      })
  void event_withoutItsBlocks_isAnEmptyRequest(String event) {
    HttpRequest request = HttpEvents.decode(event);

    assertThat(request.method()).isEmpty();
    assertThat(request.path()).isEmpty();
    assertThat(request.headers()).isEmpty();
    assertThat(request.pathParameters()).isEmpty();
    assertThat(request.query()).isEmpty();
    assertThat(request.bodyText()).isEmpty();
    assertThat(request.caller()).isEmpty();
    assertThat(request.requestId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "7"})
  void event_thatIsNoObject_isRefused(String event) {
    assertThatThrownBy(() -> HttpEvents.decode(event)).isInstanceOf(ApiException.class);
  }
}

package io.ergosync.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadResponseTest {
  @Test
  void parse_structured_keepsHeaderCaseAndDropsTheGatewaysOwn() {
    HttpResponse response =
        parse(
            """
            {"statusCode": 409, "body": "é", "cookies": ["a=b"], "headers": {
              "x-amzn-ErrorType": "ResourceConflictException", "Date": "x", "content-length": "9",
              "Access-Control-Allow-Origin": "*"}}
            """);

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.headers().lines())
        .containsExactly(
            new Header("x-amzn-ErrorType", "ResourceConflictException"),
            new Header("Set-Cookie", "a=b"));
    assertThat(response.body().text()).hasValue("é");
  }

  @Test
  void parse_base64_isDecoded() {
    assertThat(
            parse("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"/wA=\"}").body().bytes())
        .containsExactly(0xff, 0);
  }

  @Test
  void parse_withoutStatusCode_isTheBodyOfA200() {
    HttpResponse response = parse("{\"a\": 1}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("content-type")).hasValue("application/json");
    assertThat(response.body().text()).hasValue("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "text",
        "{\"statusCode\":0}",
        "{\"statusCode\":\"x\"}",
        "{\"statusCode\":600}",
        "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"*\"}"
      })
  void parse_anotherForm_isEmpty(String answer) {
    assertThat(PayloadResponse.parse(Body.of(answer))).isEmpty();
  }

  private static HttpResponse parse(String answer) {
    return PayloadResponse.parse(Body.of(answer)).orElseThrow();
  }
}

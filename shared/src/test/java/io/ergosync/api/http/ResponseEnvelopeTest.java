package io.ergosync.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.api.json.ResponseSize;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseEnvelopeTest {
  @Test
  void response_thatFits_isPlain() {
    HttpResponse response = new HttpResponse(409, Map.of("x-amzn-ErrorType", "X"), "{\"a\":\"é\"}");

    assertThat(ResponseEnvelope.encode(response))
        .hasValue(
            "{\"statusCode\":409,\"headers\":{\"x-amzn-ErrorType\":\"X\"},\"body\":\"{\\\"a\\\":\\\"é\\\"}\",\"isBase64Encoded\":false}"
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void response_thatFitsOnlyInBase64_isInBase64() throws Exception {
    // Each escaped quote takes two bytes in the body and four inside a string.
    String body = "\"" + "\\\"".repeat(2_000_000) + "\"";

    byte[] envelope = ResponseEnvelope.encode(new HttpResponse(200, Map.of(), body)).orElseThrow();

    assertThat(envelope).hasSizeLessThan(ResponseSize.LAMBDA_BYTES_MAX);
    JsonNode node = Json.read(new String(envelope, StandardCharsets.UTF_8));
    assertThat(node.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(Base64.getDecoder().decode(node.path("body").asText()))
        .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void response_atLambdasLimit_isReturned_andOneByteMoreIsNot() {
    int overhead =
        ResponseEnvelope.encode(new HttpResponse(200, Map.of(), "")).orElseThrow().length;
    int fits = ResponseSize.LAMBDA_BYTES_MAX - overhead;

    assertThat(ResponseEnvelope.encode(new HttpResponse(200, Map.of(), "a".repeat(fits))))
        .get()
        .satisfies(bytes -> assertThat(bytes).hasSize(ResponseSize.LAMBDA_BYTES_MAX));
    assertThat(ResponseEnvelope.encode(new HttpResponse(200, Map.of(), "a".repeat(fits + 1))))
        .isEmpty();
  }
}

package io.ergosync.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.api.json.ResponseSize;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a function returns to Lambda for a gateway to send on, in either version of the payload. */
public final class ResponseEnvelope {
  private ResponseEnvelope() {}

  /**
   * The bytes to return. The body is in base64 only where it would not fit otherwise: a REST API
   * without binary media types would send base64 on as it is.
   *
   * @return empty if the response is larger than Lambda lets it be
   */
  public static Optional<byte[]> encode(HttpResponse response) {
    return Optional.of(envelope(response, response.body(), false))
        .filter(ResponseEnvelope::fits)
        .or(() -> Optional.of(envelope(response, base64(response), true)))
        .filter(ResponseEnvelope::fits);
  }

  private static boolean fits(byte[] envelope) {
    return envelope.length <= ResponseSize.LAMBDA_BYTES_MAX;
  }

  private static String base64(HttpResponse response) {
    return Base64.getEncoder().encodeToString(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] envelope(HttpResponse response, String body, boolean base64) {
    ObjectNode envelope = Json.object();
    envelope.put("statusCode", response.status());
    ObjectNode headers = envelope.putObject("headers");
    response.headers().forEach(headers::put);
    envelope.put("body", body).put("isBase64Encoded", base64);
    return Json.text(envelope).getBytes(StandardCharsets.UTF_8);
  }
}

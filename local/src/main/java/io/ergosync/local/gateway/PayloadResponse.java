package io.ergosync.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what a function answered, in payload format version 2.0. */
final class PayloadResponse {
  private static final JsonMapper JSON = new JsonMapper();

  /** The gateway sets these itself. */
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private PayloadResponse() {}

  /**
   * The response that an answer stands for. JSON without a {@code statusCode} is the body of a 200.
   *
   * @return empty if the answer is not of the form
   */
  static Optional<HttpResponse> parse(Body answer) {
    try {
      JsonNode json = JSON.readTree(answer.bytes());
      if (!json.path("statusCode").isMissingNode()) {
        return Optional.of(structured(json));
      }
      return json.isMissingNode()
          ? Optional.empty()
          : Optional.of(HttpResponse.json(200, json.toString()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static HttpResponse structured(JsonNode json) {
    int status = json.path("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("not a status of an answer: " + status);
    }
    List<Header> headers = new ArrayList<>();
    for (var header : json.path("headers").properties()) {
      if (!isReserved(header.getKey())) {
        headers.add(new Header(header.getKey(), header.getValue().asText()));
      }
    }
    for (JsonNode cookie : json.path("cookies")) {
      headers.add(new Header("Set-Cookie", cookie.asText()));
    }
    String body = json.path("body").asText("");
    boolean isBase64 = json.path("isBase64Encoded").asBoolean();
    return new HttpResponse(
        status,
        new Headers(headers),
        isBase64 ? Body.of(Base64.getDecoder().decode(body)) : Body.of(body));
  }

  /** CORS headers too: an HTTP API with a CORS configuration ignores those of the function. */
  private static boolean isReserved(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return RESERVED.contains(lowerCase) || lowerCase.startsWith("access-control-");
  }
}

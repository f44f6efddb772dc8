package io.ergosync.functions;

import com.fasterxml.jackson.databind.JsonNode;

/** An HTTP response as a client gets it. */
public record Reply(int status, JsonNode headers, String text, JsonNode body) {
  public String errorType() {
    return headers.path("x-amzn-ErrorType").asText("");
  }

  public String message() {
    return body.path("message").asText("");
  }
}

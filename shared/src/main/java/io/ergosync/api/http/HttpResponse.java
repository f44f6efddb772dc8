package io.ergosync.api.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * An HTTP response.
 *
 * @param headers names in the case in which they are sent
 * @param body JSON
 */
public record HttpResponse(int status, Map<String, String> headers, String body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
    requireNonNull(body);
  }
}

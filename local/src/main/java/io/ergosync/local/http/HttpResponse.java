package io.ergosync.local.http;

import java.util.ArrayList;
import java.util.List;

/**
 * One response.
 *
 * @param headers in the case in which they go out
 */
public record HttpResponse(int status, Headers headers, Body body) {
  /** A response of JSON. */
  public static HttpResponse json(int status, String json) {
    return json(status, Body.of(json));
  }

  /** A response of JSON. */
  public static HttpResponse json(int status, Body json) {
    return new HttpResponse(
        status, new Headers(List.of(new Header("Content-Type", "application/json"))), json);
  }

  /** This response with one more header line. */
  public HttpResponse with(String name, String value) {
    List<Header> lines = new ArrayList<>(headers.lines());
    lines.add(new Header(name, value));
    return new HttpResponse(status, new Headers(lines), body);
  }
}

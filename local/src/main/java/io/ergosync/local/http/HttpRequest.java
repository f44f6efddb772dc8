package io.ergosync.local.http;

import static java.util.Objects.requireNonNull;

/**
 * One request.
 *
 * @param method as received
 * @param rawPath as received, percent-encoding included; starts with a slash
 * @param rawQuery as received, without the question mark; empty if there is none
 * @param protocol such as {@code HTTP/1.1}
 * @param sourceAddress the client's IP address
 */
public record HttpRequest(
    String method,
    String rawPath,
    String rawQuery,
    Headers headers,
    Body body,
    String protocol,
    String sourceAddress) {
  public HttpRequest {
    requireNonNull(method);
    requireNonNull(rawPath);
    requireNonNull(rawQuery);
    requireNonNull(headers);
    requireNonNull(body);
    requireNonNull(protocol);
    requireNonNull(sourceAddress);
  }

  /** The same request with another body. */
  public HttpRequest withBody(Body other) {
    return new HttpRequest(method, rawPath, rawQuery, headers, other, protocol, sourceAddress);
  }

  /**
   * The path, percent-decoded once.
   *
   * @throws RefusedException if it is not properly encoded
   */
  public String path() {
    return PercentEncoding.decode(rawPath, "path");
  }
}

package io.ergosync.local.template;

import java.util.List;

/**
 * The CORS configuration of the HTTP API. With no origins allowed, there is no CORS.
 *
 * @param allowOrigins origins, or {@code *} for all
 * @param maxAgeSeconds how long browsers may remember a preflight
 */
public record CorsDefinition(
    List<String> allowOrigins,
    List<String> allowMethods,
    List<String> allowHeaders,
    List<String> exposeHeaders,
    int maxAgeSeconds) {
  /** No CORS. */
  public static final CorsDefinition NONE =
      new CorsDefinition(List.of(), List.of(), List.of(), List.of(), 0);

  public CorsDefinition {
    allowOrigins = List.copyOf(allowOrigins);
    allowMethods = List.copyOf(allowMethods);
    allowHeaders = List.copyOf(allowHeaders);
    exposeHeaders = List.copyOf(exposeHeaders);
  }
}

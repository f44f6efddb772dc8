package io.ergosync.local.gateway;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.template.CorsDefinition;
import java.util.List;
import java.util.Optional;

/** Answers browsers as the API's CORS configuration says. Immutable. */
final class Cors {
  private final CorsDefinition definition;

  Cors(CorsDefinition definition) {
    this.definition = definition;
  }

  /** Whether a request is a preflight, which is answered without a signature. */
  boolean isPreflight(HttpRequest request) {
    return !definition.allowOrigins().isEmpty()
        && request.method().equals("OPTIONS")
        && request.headers().first("origin").isPresent()
        && request.headers().first("access-control-request-method").isPresent();
  }

  /** The answer to a preflight: what is allowed, or nothing if the origin is not. */
  HttpResponse preflight(HttpRequest request) {
    HttpResponse response = new HttpResponse(204, new Headers(List.of()), Body.EMPTY);
    if (allowedOrigin(request).isEmpty()) {
      return response;
    }
    return response
        .with("Access-Control-Allow-Methods", String.join(",", definition.allowMethods()))
        .with("Access-Control-Allow-Headers", String.join(",", definition.allowHeaders()))
        .with("Access-Control-Max-Age", Integer.toString(definition.maxAgeSeconds()));
  }

  /** The response with what lets the page that asked read it. */
  HttpResponse expose(HttpRequest request, HttpResponse response) {
    Optional<String> origin = allowedOrigin(request);
    if (origin.isEmpty()) {
      return response;
    }
    HttpResponse exposed = response.with("Access-Control-Allow-Origin", origin.get());
    return definition.exposeHeaders().isEmpty()
        ? exposed
        : exposed.with(
            "Access-Control-Expose-Headers", String.join(",", definition.exposeHeaders()));
  }

  private Optional<String> allowedOrigin(HttpRequest request) {
    if (definition.allowOrigins().contains("*")) {
      return request.headers().first("origin").map(origin -> "*");
    }
    return request
        .headers()
        .first("origin")
        .filter(origin -> definition.allowOrigins().contains(origin));
  }
}

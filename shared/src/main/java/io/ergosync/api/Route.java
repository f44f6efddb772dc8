package io.ergosync.api;

import static java.util.Objects.requireNonNull;

/**
 * Where an operation is found in the REST form.
 *
 * @param method the HTTP method, in upper case
 */
public record Route(String method, UriTemplate uri) {
  public Route {
    requireNonNull(method);
    requireNonNull(uri);
  }

  /** Of a method and a template such as {@code /identitypools/{IdentityPoolId}}. */
  public static Route of(String method, String uri) {
    return new Route(method, new UriTemplate(uri));
  }

  @Override
  public String toString() {
    return method + " " + uri.template();
  }
}

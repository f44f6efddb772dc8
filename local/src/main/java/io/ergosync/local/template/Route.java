package io.ergosync.local.template;

/**
 * A route of the HTTP API.
 *
 * @param method in upper case
 * @param path such as {@code /identitypools/{IdentityPoolId}}; a segment is literal, or a parameter
 *     in braces
 */
public record Route(String method, String path) {
  /** The form in which API Gateway names it. */
  public String key() {
    return method + " " + path;
  }
}

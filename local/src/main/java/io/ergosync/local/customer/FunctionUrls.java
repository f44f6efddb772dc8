package io.ergosync.local.customer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which URL stands in for which function.
 *
 * @param byName function names to URLs on this machine
 */
public record FunctionUrls(Map<String, URI> byName) {
  /** No functions. */
  public static final FunctionUrls NONE = new FunctionUrls(Map.of());

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  public FunctionUrls {
    byName = Map.copyOf(byName);
  }

  /**
   * These and one more.
   *
   * @param option of the form NAME=URL
   * @throws IllegalArgumentException if it is not, or there is such a function already; the message
   *     goes on after the option's name
   */
  public FunctionUrls plus(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? "" : option.substring(0, equals);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "needs NAME=URL with a name of 1 to 64 letters, digits, - and _, not '%s'."
              .formatted(option));
    }
    Map<String, URI> more = new HashMap<>(byName);
    if (more.put(name, url(option.substring(equals + 1))) != null) {
      throw new IllegalArgumentException("is given twice for the function '%s'.".formatted(name));
    }
    return new FunctionUrls(more);
  }

  /** The URL of a function; empty if there is no such function. */
  Optional<URI> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean onThisMachine = url.getHost() != null && HOSTS.contains(url.getHost());
      if ("http".equals(url.getScheme())
          && onThisMachine
          && url.getPort() != 0
          && url.getPort() <= 65_535
          && url.getUserInfo() == null
          && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, together with URLs of other places.
    }
    throw new IllegalArgumentException(
        "needs an http URL on this machine, such as http://127.0.0.1:3000/trigger, not '%s'."
            .formatted(text));
  }
}

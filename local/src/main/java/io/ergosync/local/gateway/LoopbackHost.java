package io.ergosync.local.gateway;

import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.RefusedException;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages out that reach this server under a name of their own ("DNS rebinding"): the
 * browser then takes them for pages of the server and lets them read what it answers.
 */
final class LoopbackHost {
  /** 10.0.2.2 is what the Android emulator calls the loopback interface of its host. */
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "10.0.2.2");

  private LoopbackHost() {}

  /**
   * Checks the Host header.
   *
   * @throws RefusedException 403 if it is not a name of the loopback interface
   */
  static void check(HttpRequest request) {
    String host = request.headers().first("host").orElse("").toLowerCase(Locale.ROOT);
    String name = host.replaceFirst(":[0-9]*$", "");
    if (!NAMES.contains(name) && !name.endsWith(".localhost")) {
      throw RefusedException.forbidden(
          "ForbiddenException",
          "The Host header must be localhost or 127.0.0.1, not '%s'.".formatted(host));
    }
  }
}

package io.ergosync.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * A user's login with an identity provider.
 *
 * @param provider such as {@code graph.facebook.com}
 * @param subject who logged in there
 */
record Login(String provider, String subject) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads a provider's token. OpenID tokens change with every login, so the subject is the one they
   * name; of any other token it is the token itself.
   */
  static Login of(String provider, String token) {
    return new Login(provider, openIdSubject(token).orElse(token));
  }

  private static Optional<String> openIdSubject(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Optional.of(claims.path("sub").asText()).filter(subject -> !subject.isEmpty());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

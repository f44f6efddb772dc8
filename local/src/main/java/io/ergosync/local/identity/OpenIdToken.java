package io.ergosync.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.sigv4.Principal.PoolIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/** Writes the OpenID token of an identity, valid for ten minutes as Cognito's are. */
final class OpenIdToken {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final LocalKey key;
  private final Clock clock;

  OpenIdToken(LocalKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** A JSON Web Token, signed with the local key. */
  String of(PoolIdentity identity) {
    long now = clock.instant().getEpochSecond();
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("alg", "HS256").put("typ", "JWT");
    ObjectNode claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("sub", identity.identityId())
            .put("aud", identity.identityPoolId())
            .put("iss", "https://cognito-identity.amazonaws.com")
            .put("iat", now)
            .put("exp", now + LIFETIME.toSeconds());
    ArrayNode methods = claims.putArray("amr");
    identity.authenticationMethods().forEach(methods::add);
    String content = encode(header) + "." + encode(claims);
    return content + "." + key.derive("OpenID token", content);
  }

  private static String encode(ObjectNode json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toString().getBytes(UTF_8));
  }
}

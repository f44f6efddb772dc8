package io.ergosync.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.local.sigv4.CredentialSource;
import io.ergosync.local.sigv4.Credentials;
import io.ergosync.local.sigv4.Principal.PoolIdentity;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Issues an identity's credentials for an hour and knows them again, without storing them: the
 * session token carries whom they are for, sealed with the local key, and the secret key is derived
 * from the access key. Safe for use by many threads.
 */
public final class TemporaryCredentials implements CredentialSource {
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What a client gets.
   *
   * @param expiresAt a whole second
   */
  public record Issued(
      String accessKeyId, String secretKey, String sessionToken, Instant expiresAt) {}

  /** What a session token carries. */
  private record Session(
      String accessKeyId,
      long expiresAtSeconds,
      String identityPoolId,
      String identityId,
      List<String> authenticationMethods) {}

  private final LocalKey key;
  private final Clock clock;
  private final RandomGenerator random;

  public TemporaryCredentials(LocalKey key, Clock clock, RandomGenerator random) {
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /** New credentials for an identity. */
  public Issued issue(PoolIdentity identity) {
    String accessKeyId = newAccessKeyId();
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
    Session session =
        new Session(
            accessKeyId,
            expiresAt.getEpochSecond(),
            identity.identityPoolId(),
            identity.identityId(),
            identity.authenticationMethods());
    return new Issued(accessKeyId, secretKey(accessKeyId), seal(session), expiresAt);
  }

  @Override
  public Optional<Credentials> find(String accessKeyId, String sessionToken) {
    return open(sessionToken)
        .filter(session -> session.accessKeyId().equals(accessKeyId))
        .map(session ->
            new Credentials(
                accessKeyId,
                secretKey(accessKeyId),
                Instant.ofEpochSecond(session.expiresAtSeconds()),
                new PoolIdentity(
                    session.identityPoolId(),
                    session.identityId(),
                    session.authenticationMethods())));
  }

  private String newAccessKeyId() {
    StringBuilder id = new StringBuilder("ASIA");
    for (int i = 0; i < 16; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return id.toString();
  }

  private String secretKey(String accessKeyId) {
    return key.derive("secret key", accessKeyId);
  }

  private String seal(Session session) {
    try {
      String content =
          Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(session));
      return content + "." + key.derive("session token", content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A session is plain JSON.", e);
    }
  }

  private Optional<Session> open(String sessionToken) {
    int dot = sessionToken.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String content = sessionToken.substring(0, dot);
    byte[] expected = key.derive("session token", content).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, sessionToken.substring(dot + 1).getBytes(UTF_8))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(content), Session.class));
    } catch (IOException e) {
      throw new IllegalStateException("Only sessions are sealed with this key.", e);
    }
  }
}

package io.ergosync.local.sigv4;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The credentials of the recorded requests: {@code captures/README.md}. */
final class RecordedCredentials implements CredentialSource {
  private record Secret(String key, String token) {}

  private static final Map<String, Secret> SECRETS =
      Map.of(
          "AKIDEXAMPLE", new Secret("secretEXAMPLE", "SESSIONTOKEN"),
          "ASIAEX", new Secret("sec", "tok"));

  @Override
  public Optional<Credentials> find(String accessKeyId, String sessionToken) {
    return Optional.ofNullable(SECRETS.get(accessKeyId))
        .filter(secret -> secret.token().equals(sessionToken))
        .map(secret ->
            new Credentials(
                accessKeyId, secret.key(), Instant.MAX, new Principal.IamUser(accessKeyId)));
  }
}

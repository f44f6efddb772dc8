package io.ergosync.local.identity;

import io.ergosync.local.sigv4.CredentialSource;
import io.ergosync.local.sigv4.Credentials;
import io.ergosync.local.sigv4.Principal;
import java.time.Instant;
import java.util.Optional;

/** The developer's credentials: access key {@code local}, secret key {@code local}. */
public final class DeveloperCredentials implements CredentialSource {
  private static final Credentials LOCAL =
      new Credentials("local", "local", Instant.MAX, new Principal.IamUser("local"));

  @Override
  public Optional<Credentials> find(String accessKeyId, String sessionToken) {
    boolean known = accessKeyId.equals(LOCAL.accessKeyId()) && sessionToken.isEmpty();
    return known ? Optional.of(LOCAL) : Optional.empty();
  }
}

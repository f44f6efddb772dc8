package io.ergosync.local.sigv4;

import java.util.Optional;

/** Where credentials are looked up. Safe for use by many threads. */
@FunctionalInterface
public interface CredentialSource {
  /**
   * The credentials of an access key.
   *
   * @param sessionToken the one that came with it, empty if none did
   * @return empty if the key is unknown, or the token is not the one issued with it
   */
  Optional<Credentials> find(String accessKeyId, String sessionToken);
}

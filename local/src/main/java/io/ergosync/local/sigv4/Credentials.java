package io.ergosync.local.sigv4;

import java.time.Instant;

/**
 * What the server knows of a pair of keys.
 *
 * @param secretKey the shared secret
 * @param expiresAt from then on they are refused; {@link Instant#MAX} for never
 */
public record Credentials(
    String accessKeyId, String secretKey, Instant expiresAt, Principal principal) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + ", " + expiresAt + ", " + principal + "]";
  }
}

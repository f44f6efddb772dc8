package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the datasets of an identity pool take together.
 *
 * @param dataStorage UTF-8 bytes of the keys and values of all records
 * @param lastModifiedDate when the newest change was counted in; for a pool of which nothing was
 *     counted, when it was first seen
 */
public record IdentityPoolUsage(
    IdentityPoolId identityPoolId, long dataStorage, Instant lastModifiedDate) {
  public IdentityPoolUsage {
    requireNonNull(identityPoolId);
    requireNonNull(lastModifiedDate);
  }
}

package io.ergosync.local.identity;

import io.ergosync.domain.IdentityId;
import io.ergosync.local.http.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The identities of all pools; a pool exists as soon as it is named. Safe for use by many threads;
 * one change at a time, so that a login never gets two identities.
 */
public final class Identities {
  private final IdentityTable table;
  private final RandomGenerator random;

  Identities(IdentityTable table, RandomGenerator random) {
    this.table = table;
    this.random = random;
  }

  /**
   * The identity that the logins belong to, or a new one. Logins not seen before are added to it.
   *
   * @throws RefusedException 400 if the logins belong to different identities
   */
  synchronized KnownIdentity identify(String identityPoolId, List<Login> logins) {
    Set<String> owners = new LinkedHashSet<>();
    for (Login login : logins) {
      table.identityOf(identityPoolId, login).ifPresent(owners::add);
    }
    if (owners.size() > 1) {
      throw new RefusedException(
          400, "ResourceConflictException", "The logins belong to different identities.");
    }
    Optional<KnownIdentity> known = owners.stream().findFirst().flatMap(table::identity);
    return link(known.orElseGet(() -> guest(identityPoolId)), logins);
  }

  /**
   * Lets a user in as an identity. A guest's identity becomes that of the first logins it is used
   * with.
   *
   * @throws RefusedException 400 if there is no such identity, or the logins are not its own
   */
  synchronized KnownIdentity enter(String identityId, List<Login> logins) {
    KnownIdentity identity =
        table
            .identity(identityId)
            .orElseThrow(() ->
                new RefusedException(
                    400,
                    "ResourceNotFoundException",
                    "Identity '%s' not found.".formatted(identityId)));
    if (logins.isEmpty() && !identity.isGuest()) {
      throw notAuthorized("Access to Identity '%s' is forbidden.".formatted(identityId));
    }
    List<Optional<String>> owners = new ArrayList<>();
    for (Login login : logins) {
      owners.add(table.identityOf(identity.identityPoolId(), login));
    }
    boolean foreign =
        owners.stream().flatMap(Optional::stream).anyMatch(owner -> !owner.equals(identityId));
    boolean own = identity.isGuest() || owners.stream().anyMatch(Optional::isPresent);
    if (foreign || !own) {
      throw notAuthorized(
          "Logins don't match. Please include at least one valid login for this identity or identity pool.");
    }
    return link(identity, logins);
  }

  /** A new identity that no login belongs to, stored. */
  private KnownIdentity guest(String identityPoolId) {
    String region = identityPoolId.substring(0, identityPoolId.indexOf(':'));
    String identityId = region + ":" + newUuid();
    if (identityId.length() > IdentityId.LENGTH_MAX) {
      // No region's name is that long, so there is no such pool.
      throw new RefusedException(
          400,
          "ResourceNotFoundException",
          "IdentityPool '%s' not found.".formatted(identityPoolId));
    }
    KnownIdentity guest = new KnownIdentity(identityPoolId, identityId, List.of());
    table.put(guest);
    return guest;
  }

  private KnownIdentity link(KnownIdentity identity, List<Login> logins) {
    Set<String> providers = new TreeSet<>(identity.providers());
    for (Login login : logins) {
      providers.add(login.provider());
      table.putLogin(identity.identityPoolId(), login, identity.identityId());
    }
    KnownIdentity linked =
        new KnownIdentity(identity.identityPoolId(), identity.identityId(), List.copyOf(providers));
    if (!linked.equals(identity)) {
      table.put(linked);
    }
    return linked;
  }

  /** A version 4 UUID. */
  private UUID newUuid() {
    long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static RefusedException notAuthorized(String message) {
    return new RefusedException(400, "NotAuthorizedException", message);
  }
}

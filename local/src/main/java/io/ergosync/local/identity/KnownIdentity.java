package io.ergosync.local.identity;

import io.ergosync.local.sigv4.Principal.PoolIdentity;
import java.util.ArrayList;
import java.util.List;

/**
 * An identity that exists.
 *
 * @param providers those it has a login with, sorted; empty for a guest
 */
record KnownIdentity(String identityPoolId, String identityId, List<String> providers) {
  KnownIdentity {
    providers = List.copyOf(providers);
  }

  /** Whether it is nobody's in particular. */
  boolean isGuest() {
    return providers.isEmpty();
  }

  /** As its credentials name it. */
  PoolIdentity principal() {
    List<String> methods = new ArrayList<>();
    methods.add(isGuest() ? "unauthenticated" : "authenticated");
    methods.addAll(providers);
    return new PoolIdentity(identityPoolId, identityId, methods);
  }
}

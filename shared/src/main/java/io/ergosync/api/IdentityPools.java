package io.ergosync.api;

import io.ergosync.domain.IdentityPoolId;
import java.util.Set;

/** The identity pools that are served. */
public sealed interface IdentityPools {
  /** Every pool: one that was never heard of is a fresh pool. */
  enum Any implements IdentityPools {
    ANY
  }

  /** These and no others. */
  record Only(Set<IdentityPoolId> ids) implements IdentityPools {
    public Only {
      ids = Set.copyOf(ids);
    }
  }

  /** Whether a pool is served. */
  default boolean serve(IdentityPoolId id) {
    return switch (this) {
      case Any _ -> true;
      case Only(Set<IdentityPoolId> ids) -> ids.contains(id);
    };
  }

  /**
   * Refuses a valid call for a pool that is not served.
   *
   * @throws ApiException ResourceNotFoundException, or NotAuthorizedException where the endpoint
   *     does not declare that
   */
  default void check(Endpoint<?, ?> endpoint, Call call) {
    if (!endpoint.route().uri().members().contains("IdentityPoolId")) {
      return;
    }
    IdentityPoolId id = new IdentityPoolId(call.member("IdentityPoolId").textValue());
    if (!serve(id)) {
      throw endpoint.errors().contains(ErrorCode.RESOURCE_NOT_FOUND)
          ? new ApiException(
              ErrorCode.RESOURCE_NOT_FOUND, "Identity pool %s does not exist.".formatted(id))
          : new ApiException(
              ErrorCode.NOT_AUTHORIZED, "Identity pool %s is not served here.".formatted(id));
    }
  }
}

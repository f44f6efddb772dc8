package io.ergosync.functions.configuration;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.IdentityPoolId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link GetIdentityPoolConfiguration}. */
public final class GetIdentityPoolConfigurationEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<IdentityPoolId, PoolConfiguration> ENDPOINT =
      new Endpoint<>(
          "GetIdentityPoolConfiguration",
          Route.of("GET", "/identitypools/{IdentityPoolId}/configuration"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.DEVELOPER),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.TOO_MANY_REQUESTS),
          PoolMembers::identityPool,
          ConfigurationMembers::response);

  private GetIdentityPoolConfigurationEndpoint() {}
}

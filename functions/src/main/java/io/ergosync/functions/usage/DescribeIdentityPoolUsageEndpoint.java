package io.ergosync.functions.usage;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link DescribeIdentityPoolUsage}. */
public final class DescribeIdentityPoolUsageEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<IdentityPoolId, IdentityPoolUsage> ENDPOINT =
      new Endpoint<>(
          "DescribeIdentityPoolUsage",
          Route.of("GET", "/identitypools/{IdentityPoolId}"),
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
          IdentityPoolUsageJson::response);

  private DescribeIdentityPoolUsageEndpoint() {}
}

package io.ergosync.functions.streams;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.IdentityPoolId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link BulkPublish}. */
public final class BulkPublishEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<IdentityPoolId, IdentityPoolId> ENDPOINT =
      new Endpoint<>(
          "BulkPublish",
          Route.of("POST", "/identitypools/{IdentityPoolId}/bulkpublish"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.DEVELOPER),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.DUPLICATE_REQUEST,
              ErrorCode.ALREADY_STREAMED),
          PoolMembers::identityPool,
          pool -> Json.object().put("IdentityPoolId", pool.value()));

  private BulkPublishEndpoint() {}
}

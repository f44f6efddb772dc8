package io.ergosync.functions.events;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link GetCognitoEvents}. */
public final class GetCognitoEventsEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<IdentityPoolId, Map<CognitoEvent, LambdaFunctionArn>> ENDPOINT =
      new Endpoint<>(
          "GetCognitoEvents",
          Route.of("GET", "/identitypools/{IdentityPoolId}/events"),
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
          CognitoEvents::response);

  private GetCognitoEventsEndpoint() {}
}

package io.ergosync.functions.events;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.MemberReader;
import io.ergosync.api.Parsed;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.IdentityPoolId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link SetCognitoEvents}. */
public final class SetCognitoEventsEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<SetCognitoEvents.Request, SetCognitoEvents.Response> ENDPOINT =
      new Endpoint<>(
          "SetCognitoEvents",
          Route.of("POST", "/identitypools/{IdentityPoolId}/events"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.DEVELOPER),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.TOO_MANY_REQUESTS),
          SetCognitoEventsEndpoint::decode,
          _ -> Json.object());

  private SetCognitoEventsEndpoint() {}

  private static Parsed<SetCognitoEvents.Request> decode(MemberReader members) {
    Parsed<IdentityPoolId> pool = PoolMembers.identityPool(members);
    Parsed<EventChange> change = members.required("Events", CognitoEvents::parse);
    return members.together(() -> new SetCognitoEvents.Request(pool.get(), change.get()));
  }
}

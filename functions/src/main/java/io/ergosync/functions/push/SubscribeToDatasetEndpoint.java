package io.ergosync.functions.push;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link SubscribeToDataset}. */
public final class SubscribeToDatasetEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<SubscriptionRequest, SubscriptionRequest> ENDPOINT =
      new Endpoint<>(
          "SubscribeToDataset",
          Route.of(
              "POST",
              "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets/{DatasetName}"
                  + "/subscriptions/{DeviceId}"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.COGNITO_IDENTITY),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.INVALID_CONFIGURATION,
              ErrorCode.TOO_MANY_REQUESTS),
          SubscriptionRequest::decode,
          _ -> Json.object());

  private SubscribeToDatasetEndpoint() {}
}

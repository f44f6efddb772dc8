package io.ergosync.functions.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link GetBulkPublishDetails}. */
public final class GetBulkPublishDetailsEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<IdentityPoolId, GetBulkPublishDetails.Response> ENDPOINT =
      new Endpoint<>(
          "GetBulkPublishDetails",
          Route.of("POST", "/identitypools/{IdentityPoolId}/getBulkPublishDetails"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.DEVELOPER),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR),
          PoolMembers::identityPool,
          GetBulkPublishDetailsEndpoint::encode);

  private GetBulkPublishDetailsEndpoint() {}

  private static ObjectNode encode(GetBulkPublishDetails.Response response) {
    ObjectNode node = Json.object();
    node.put("IdentityPoolId", response.identityPoolId().value());
    node.putNull("BulkPublishStartTime");
    node.putNull("BulkPublishCompleteTime");
    node.putNull("BulkPublishStatus");
    node.putNull("FailureMessage");
    switch (response.state()) {
      case BulkPublishState.NotStarted _ -> node.put("BulkPublishStatus", "NOT_STARTED");
      case BulkPublishState.InProgress run -> started(node, "IN_PROGRESS", run.startTime());
      case BulkPublishState.Succeeded run -> {
        started(node, "SUCCEEDED", run.startTime());
        node.set("BulkPublishCompleteTime", Json.date(run.completeTime()));
      }
      case BulkPublishState.Failed run -> {
        started(node, "FAILED", run.startTime());
        node.put("FailureMessage", run.failureMessage());
      }
    }
    return node;
  }

  private static void started(ObjectNode node, String status, Instant startTime) {
    node.put("BulkPublishStatus", status);
    node.set("BulkPublishStartTime", Json.date(startTime));
  }
}

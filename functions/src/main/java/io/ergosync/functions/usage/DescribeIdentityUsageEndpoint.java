package io.ergosync.functions.usage;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.DatasetMembers;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.Identity;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link DescribeIdentityUsage}. */
public final class DescribeIdentityUsageEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<Identity, DescribeIdentityUsage.Response> ENDPOINT =
      new Endpoint<>(
          "DescribeIdentityUsage",
          Route.of("GET", "/identitypools/{IdentityPoolId}/identities/{IdentityId}"),
          Set.of(),
          Map.of(),
          EnumSet.allOf(CallerKind.class),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.TOO_MANY_REQUESTS),
          DatasetMembers::identity,
          DescribeIdentityUsageEndpoint::encode);

  private DescribeIdentityUsageEndpoint() {}

  private static ObjectNode encode(DescribeIdentityUsage.Response response) {
    ObjectNode node = Json.object();
    ObjectNode usage = node.putObject("IdentityUsage");
    usage.put("IdentityId", response.identity().identityId().value());
    usage.put("IdentityPoolId", response.identity().identityPoolId().value());
    usage.set(
        "LastModifiedDate",
        response.usage().lastModifiedDate().map(Json::date).orElseGet(NullNode::getInstance));
    usage.put("DatasetCount", response.usage().datasets().size());
    usage.put("DataStorage", response.usage().dataStorage());
    return node;
  }
}

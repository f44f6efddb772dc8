package io.ergosync.functions.datasets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.DatasetMembers;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.Identity;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link ListDatasets}. */
public final class ListDatasetsEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<ListDatasets.Request, ListDatasets.Response> ENDPOINT =
      new Endpoint<>(
          "ListDatasets",
          Route.of("GET", "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets"),
          Set.of("NextToken", "MaxResults"),
          Map.of(),
          EnumSet.allOf(CallerKind.class),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.TOO_MANY_REQUESTS),
          ListDatasetsEndpoint::decode,
          ListDatasetsEndpoint::encode);

  private ListDatasetsEndpoint() {}

  private static Parsed<ListDatasets.Request> decode(MemberReader members) {
    Parsed<Identity> identity = DatasetMembers.identity(members);
    Parsed<String> nextToken = members.optional("NextToken", MemberTypes.TOKEN, "");
    Parsed<Long> maxResults =
        members.optional("MaxResults", MemberTypes.MAX_RESULTS, (long) ListDatasets.PAGE_MAX);
    return members.together(
        () -> new ListDatasets.Request(identity.get(), nextToken.get(), maxResults.get()));
  }

  private static ObjectNode encode(ListDatasets.Response response) {
    ObjectNode node = Json.object();
    ArrayNode datasets = node.putArray("Datasets");
    response.datasets().forEach(dataset -> datasets.add(DatasetJson.of(dataset)));
    node.put("Count", response.datasets().size());
    node.set("NextToken", Json.textOrNull(response.nextToken()));
    return node;
  }
}

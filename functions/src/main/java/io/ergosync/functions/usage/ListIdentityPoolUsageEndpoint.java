package io.ergosync.functions.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link ListIdentityPoolUsage}. */
public final class ListIdentityPoolUsageEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<ListIdentityPoolUsage.Request, ListIdentityPoolUsage.Response>
      ENDPOINT =
          new Endpoint<>(
              "ListIdentityPoolUsage",
              Route.of("GET", "/identitypools"),
              Set.of("NextToken", "MaxResults"),
              Map.of(),
              EnumSet.of(CallerKind.DEVELOPER),
              EnumSet.of(
                  ErrorCode.NOT_AUTHORIZED,
                  ErrorCode.INVALID_PARAMETER,
                  ErrorCode.INTERNAL_ERROR,
                  ErrorCode.TOO_MANY_REQUESTS),
              ListIdentityPoolUsageEndpoint::decode,
              ListIdentityPoolUsageEndpoint::encode);

  private ListIdentityPoolUsageEndpoint() {}

  private static Parsed<ListIdentityPoolUsage.Request> decode(MemberReader members) {
    Parsed<String> nextToken = members.optional("NextToken", MemberTypes.TOKEN, "");
    Parsed<Long> maxResults =
        members.optional(
            "MaxResults", MemberTypes.MAX_RESULTS, (long) ListIdentityPoolUsage.PAGE_MAX);
    return members.together(
        () -> new ListIdentityPoolUsage.Request(nextToken.get(), maxResults.get()));
  }

  private static ObjectNode encode(ListIdentityPoolUsage.Response response) {
    ObjectNode node = Json.object();
    ArrayNode usages = node.putArray("IdentityPoolUsages");
    response.usages().forEach(usage -> usages.add(IdentityPoolUsageJson.of(usage)));
    node.put("MaxResults", response.maxResults());
    node.put("Count", response.usages().size());
    node.set("NextToken", Json.textOrNull(response.nextToken()));
    return node;
  }
}

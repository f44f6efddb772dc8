package io.ergosync.functions.records;

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
import io.ergosync.domain.DatasetId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link ListRecords}. */
public final class ListRecordsEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<ListRecords.Request, ListRecords.Response> ENDPOINT =
      new Endpoint<>(
          "ListRecords",
          Route.of(
              "GET",
              "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets/{DatasetName}/records"),
          Set.of("LastSyncCount", "NextToken", "MaxResults", "SyncSessionToken"),
          Map.of(),
          EnumSet.allOf(CallerKind.class),
          EnumSet.of(
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.TOO_MANY_REQUESTS,
              ErrorCode.INTERNAL_ERROR),
          ListRecordsEndpoint::decode,
          ListRecordsEndpoint::encode);

  private ListRecordsEndpoint() {}

  private static Parsed<ListRecords.Request> decode(MemberReader members) {
    Parsed<DatasetId> dataset = DatasetMembers.dataset(members);
    Parsed<Long> lastSyncCount = members.optional("LastSyncCount", MemberTypes.SYNC_COUNT, 0L);
    Parsed<Long> maxResults =
        members.optional("MaxResults", MemberTypes.MAX_RESULTS, (long) ListRecords.PAGE_MAX);
    Parsed<String> nextToken = members.optional("NextToken", MemberTypes.TOKEN, "");
    Parsed<String> session = members.optional("SyncSessionToken", MemberTypes.TOKEN, "");
    return members.together(() ->
        new ListRecords.Request(
            dataset.get(), lastSyncCount.get(), maxResults.get(), nextToken.get(), session.get()));
  }

  private static ObjectNode encode(ListRecords.Response response) {
    ObjectNode node = Json.object();
    node.set("Records", RecordJson.of(response.records()));
    node.set("NextToken", Json.textOrNull(response.nextToken()));
    node.put("Count", response.records().size());
    node.put("DatasetSyncCount", response.datasetSyncCount());
    node.set("LastModifiedBy", Json.textOrNull(response.lastModifiedBy()));
    ArrayNode merged = node.putArray("MergedDatasetNames");
    response.mergedDatasetNames().forEach(name -> merged.add(name.value()));
    node.put("DatasetExists", response.datasetExists());
    node.put(
        "DatasetDeletedAfterRequestedSyncCount", response.datasetDeletedAfterRequestedSyncCount());
    node.put("SyncSessionToken", response.syncSessionToken());
    return node;
  }
}

package io.ergosync.functions.records;

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
import io.ergosync.domain.RecordPatch;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link UpdateRecords}. */
public final class UpdateRecordsEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<UpdateRecords.Request, UpdateRecords.Response> ENDPOINT =
      new Endpoint<>(
          "UpdateRecords",
          Route.of(
              "POST",
              "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets/{DatasetName}"),
          Set.of(),
          // The original never used it either: "not yet implemented".
          Map.of("ClientContext", "x-amz-Client-Context"),
          EnumSet.allOf(CallerKind.class),
          EnumSet.of(
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.RESOURCE_CONFLICT,
              ErrorCode.INVALID_LAMBDA_FUNCTION_OUTPUT,
              ErrorCode.LAMBDA_THROTTLED,
              ErrorCode.LAMBDA_SOCKET_TIMEOUT,
              ErrorCode.TOO_MANY_REQUESTS,
              ErrorCode.INTERNAL_ERROR),
          UpdateRecordsEndpoint::decode,
          UpdateRecordsEndpoint::encode);

  private UpdateRecordsEndpoint() {}

  private static Parsed<UpdateRecords.Request> decode(MemberReader members) {
    Parsed<DatasetId> dataset = DatasetMembers.dataset(members);
    Parsed<String> deviceId = members.optional("DeviceId", MemberTypes.DEVICE_ID, "");
    Parsed<List<RecordPatch>> patches = PatchMembers.read(members);
    Parsed<String> session = members.required("SyncSessionToken", MemberTypes.TOKEN);
    return members.together(() ->
        new UpdateRecords.Request(dataset.get(), deviceId.get(), patches.get(), session.get()));
  }

  private static ObjectNode encode(UpdateRecords.Response response) {
    ObjectNode node = Json.object();
    node.set("Records", RecordJson.of(response.records()));
    return node;
  }
}

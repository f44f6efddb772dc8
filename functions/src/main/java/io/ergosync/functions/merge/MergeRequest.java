package io.ergosync.functions.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;

/**
 * The payload {@code {"identityPoolId", "fromIdentityId", "toIdentityId"}}.
 *
 * @param from the identity that ends
 * @param to the identity that survives
 */
record MergeRequest(Identity from, Identity to) {
  /**
   * Reads a payload.
   *
   * @throws ApiException InvalidParameterException that names every violation
   */
  static MergeRequest read(String payload) {
    JsonNode root = parse(payload);
    MergeRequest request = MemberReader.read(root::path, MergeRequest::read);
    if (request.from.equals(request.to)) {
      throw ApiException.invalidParameter("fromIdentityId and toIdentityId must be different.");
    }
    return request;
  }

  private static JsonNode parse(String payload) {
    try {
      JsonNode root = Json.read(payload);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      // Told below, as what is not an object.
    }
    throw ApiException.invalidParameter("The payload must be a JSON object.");
  }

  private static Parsed<MergeRequest> read(MemberReader members) {
    Parsed<IdentityPoolId> pool = members.required("identityPoolId", MemberTypes.IDENTITY_POOL_ID);
    Parsed<IdentityId> from = members.required("fromIdentityId", MemberTypes.IDENTITY_ID);
    Parsed<IdentityId> to = members.required("toIdentityId", MemberTypes.IDENTITY_ID);
    return members.together(() ->
        new MergeRequest(new Identity(pool.get(), from.get()), new Identity(pool.get(), to.get())));
  }
}

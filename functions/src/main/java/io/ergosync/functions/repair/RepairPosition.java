package io.ergosync.functions.repair;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.OpaqueToken;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.repair.RepairRequest.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a repair stands.
 *
 * @param begun datasets that are repaired but for generations of theirs
 * @param after the cursor of what comes after those; empty for the beginning
 * @param last whether nothing comes after those
 */
record RepairPosition(List<Begun> begun, String after, boolean last) {
  static final RepairPosition START = new RepairPosition(List.of(), "", false);

  RepairPosition {
    begun = List.copyOf(begun);
    requireNonNull(after);
  }

  /**
   * A dataset that is being repaired.
   *
   * @param generation the first that may still have items; 0 if nothing was done yet
   */
  record Begun(DatasetId dataset, long generation) {
    Begun {
      requireNonNull(dataset);
    }
  }

  /**
   * Reads the cursor of an answer; the empty one is the start.
   *
   * @throws ApiException InvalidParameterException if no repair of that target answered with it
   */
  static RepairPosition read(Target target, String cursor) {
    if (cursor.isEmpty()) {
      return START;
    }
    byte[] content =
        OpaqueToken.content(scope(target), cursor)
            .orElseThrow(() ->
                ApiException.invalidParameter(
                    "The cursor is damaged, or of a repair of something else."));
    try {
      return read(pool(target), Json.read(new String(content, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException("the cursor has its checksum but is no JSON", e);
    }
  }

  private static RepairPosition read(IdentityPoolId pool, JsonNode node) {
    List<Begun> begun = new ArrayList<>();
    for (JsonNode each : node.path("begun")) {
      DatasetId dataset =
          new Identity(pool, new IdentityId(each.path("identityId").asText()))
              .dataset(new DatasetName(each.path("datasetName").asText()));
      begun.add(new Begun(dataset, each.path("generation").asLong()));
    }
    return new RepairPosition(begun, node.path("after").asText(), node.path("last").asBoolean());
  }

  /** The cursor, which {@link #read} reads for the same target. */
  String cursor(Target target) {
    ObjectNode node = Json.object().put("after", after).put("last", last);
    ArrayNode array = node.putArray("begun");
    begun.forEach(each ->
        array
            .addObject()
            .put("identityId", each.dataset().identity().identityId().value())
            .put("datasetName", each.dataset().datasetName().value())
            .put("generation", each.generation()));
    return OpaqueToken.of(scope(target), Json.text(node).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> scope(Target target) {
    return switch (target) {
      case Target.Pool(IdentityPoolId pool) -> List.of("repair", pool.value());
      case Target.OneIdentity(Identity identity) ->
          List.of("repair", identity.identityPoolId().value(), identity.identityId().value());
      case Target.OneDataset(DatasetId dataset) ->
          List.of(
              "repair",
              dataset.identity().identityPoolId().value(),
              dataset.identity().identityId().value(),
              dataset.datasetName().value());
    };
  }

  private static IdentityPoolId pool(Target target) {
    return switch (target) {
      case Target.Pool(IdentityPoolId pool) -> pool;
      case Target.OneIdentity(Identity identity) -> identity.identityPoolId();
      case Target.OneDataset(DatasetId dataset) -> dataset.identity().identityPoolId();
    };
  }
}

package io.ergosync.functions.repair;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberType;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * The payload {@code {"identityPoolId", "identityId"?, "datasetName"?, "cursor"?}} or {@code
 * {"identityPoolId", "endBulkPublish": true}}.
 */
sealed interface RepairRequest {
  /** Ends the pool's bulk publish, if one is under way. */
  record EndBulkPublish(IdentityPoolId identityPoolId) implements RepairRequest {
    public EndBulkPublish {
      requireNonNull(identityPoolId);
    }
  }

  /** Repairs datasets from a position on. */
  record Datasets(Target target, RepairPosition from) implements RepairRequest {
    public Datasets {
      requireNonNull(target);
      requireNonNull(from);
    }
  }

  /** What is to be repaired. */
  sealed interface Target {
    /** All datasets of a pool. */
    record Pool(IdentityPoolId identityPoolId) implements Target {}

    /** All datasets of an identity. */
    record OneIdentity(Identity identity) implements Target {}

    /** One dataset. */
    record OneDataset(DatasetId dataset) implements Target {}
  }

  /**
   * Reads a payload. A member that is not known is refused: a misspelt one would widen the repair
   * to a whole pool.
   *
   * @throws ApiException InvalidParameterException that names what is wrong
   */
  static RepairRequest read(String payload) {
    JsonNode root = parse(payload);
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!Members.NAMES.contains(name)) {
        throw ApiException.invalidParameter("There is no member %s.".formatted(name));
      }
    }
    return MemberReader.read(root::path, Members::read).request();
  }

  private static JsonNode parse(String payload) {
    try {
      JsonNode root = Json.read(payload);
      if (root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException _) {
      // Refused below, as what is not an object.
    }
    throw ApiException.invalidParameter("The payload must be a JSON object.");
  }

  /** The members as they were sent. */
  record Members(
      IdentityPoolId identityPoolId,
      Optional<IdentityId> identityId,
      Optional<DatasetName> datasetName,
      String cursor,
      boolean endBulkPublish) {
    private static final Set<String> NAMES =
        Set.of("identityPoolId", "identityId", "datasetName", "cursor", "endBulkPublish");
    private static final MemberType<Boolean> FLAG =
        (node, refusals) -> {
          if (node.isBoolean()) {
            return Parsed.of(node.booleanValue());
          }
          refusals.refuseUnseen("Member must be true or false");
          return Parsed.invalid();
        };

    static Parsed<Members> read(MemberReader members) {
      Parsed<IdentityPoolId> pool =
          members.required("identityPoolId", MemberTypes.IDENTITY_POOL_ID);
      Parsed<Optional<IdentityId>> identity =
          members.optional(
              "identityId", MemberTypes.IDENTITY_ID.map(Optional::of), Optional.empty());
      Parsed<Optional<DatasetName>> dataset =
          members.optional(
              "datasetName", MemberTypes.DATASET_NAME.map(Optional::of), Optional.empty());
      Parsed<String> cursor = members.optional("cursor", MemberTypes.TOKEN, "");
      Parsed<Boolean> end = members.optional("endBulkPublish", FLAG, false);
      return members.together(
          () -> new Members(pool.get(), identity.get(), dataset.get(), cursor.get(), end.get()));
    }

    RepairRequest request() {
      if (endBulkPublish) {
        if (identityId.isPresent() || datasetName.isPresent() || !cursor.isEmpty()) {
          throw ApiException.invalidParameter(
              "endBulkPublish is for a pool: send it with identityPoolId alone.");
        }
        return new EndBulkPublish(identityPoolId);
      }
      Target target = target();
      return new Datasets(target, RepairPosition.read(target, cursor));
    }

    private Target target() {
      if (identityId.isEmpty()) {
        if (datasetName.isPresent()) {
          throw ApiException.invalidParameter("datasetName needs an identityId.");
        }
        return new Target.Pool(identityPoolId);
      }
      Identity identity = new Identity(identityPoolId, identityId.get());
      return datasetName
          .<Target>map(name -> new Target.OneDataset(identity.dataset(name)))
          .orElseGet(() -> new Target.OneIdentity(identity));
    }
  }
}

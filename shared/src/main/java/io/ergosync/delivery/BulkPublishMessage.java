package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.IdentityPoolId;

/** A message of the bulk publish queue: which run of which pool is to go on. */
public record BulkPublishMessage(IdentityPoolId identityPoolId, String runId) {
  public BulkPublishMessage {
    requireNonNull(identityPoolId);
    requireNonNull(runId);
  }

  /** The body of the message. */
  public String write() {
    return Json.ascii(
        Json.object().put("identityPoolId", identityPoolId.value()).put("runId", runId));
  }

  /**
   * The message of a body.
   *
   * @throws IllegalArgumentException if there is no such message
   */
  public static BulkPublishMessage read(String body) {
    try {
      JsonNode node = Json.read(body);
      return new BulkPublishMessage(
          new IdentityPoolId(text(node, "identityPoolId")), text(node, "runId"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The message is not JSON.", e);
    }
  }

  private static String text(JsonNode node, String name) {
    JsonNode member = node.path(name);
    if (!member.isTextual() || member.textValue().isEmpty()) {
      throw new IllegalArgumentException("The message's member %s is not a text.".formatted(name));
    }
    return member.textValue();
  }
}

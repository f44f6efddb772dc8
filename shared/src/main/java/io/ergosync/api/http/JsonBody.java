package io.ergosync.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.json.Json;

/** Reads the body of a request, which is a JSON object whatever its content type says. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * The body's object.
   *
   * @return a missing node for an empty body
   * @throws ApiException InvalidParameterException if there is anything else in it
   */
  public static JsonNode read(HttpRequest request) {
    String body = request.bodyText();
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    JsonNode node;
    try {
      node = Json.read(body);
    } catch (StreamConstraintsException e) {
      throw ApiException.invalidParameter(
          "The body is beyond what is read: at most %s levels of nesting and 1000 digits."
              .formatted(Json.NESTING_MAX));
    } catch (JsonProcessingException e) {
      throw ApiException.invalidParameter("The body is not JSON.");
    }
    if (!node.isObject()) {
      throw ApiException.invalidParameter("The body is not a JSON object.");
    }
    return node;
  }
}

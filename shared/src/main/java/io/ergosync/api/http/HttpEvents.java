package io.ergosync.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the events of API Gateway (payload 2.0 of HTTP APIs, payload 1.0 of REST APIs and {@code
 * sam local}) and of Function URLs. What an event lacks is absent from the request; it is never a
 * reason to fail here.
 */
public final class HttpEvents {
  private static final String STAGE_WITHOUT_PATH = "$default";

  private HttpEvents() {}

  /**
   * The request that an event stands for.
   *
   * @throws ApiException InvalidParameterException if the event is not a JSON object
   */
  public static HttpRequest decode(String event) {
    JsonNode node;
    try {
      node = Json.read(event);
    } catch (JsonProcessingException e) {
      throw ApiException.invalidParameter("The event is not JSON.");
    }
    if (!node.isObject()) {
      throw ApiException.invalidParameter("The event is not a JSON object.");
    }
    JsonNode context = node.path("requestContext");
    JsonNode http = context.path("http");
    boolean version2 = http.isObject();
    return new HttpRequest(
        version2 ? http.path("method").asText("") : node.path("httpMethod").asText(""),
        withoutStage(version2 ? node.path("rawPath") : node.path("path"), context.path("stage")),
        texts(node.path("pathParameters")),
        texts(node.path("queryStringParameters")),
        texts(node.path("headers")),
        body(node.path("body")),
        node.path("isBase64Encoded").asBoolean(false),
        context);
  }

  private static String withoutStage(JsonNode path, JsonNode stage) {
    String text = path.asText("");
    String prefix = "/" + stage.asText(STAGE_WITHOUT_PATH);
    return text.startsWith(prefix + "/") ? text.substring(prefix.length()) : text;
  }

  /** A console or a test may put the body's JSON itself where a gateway puts its text. */
  private static String body(JsonNode body) {
    return body.isContainerNode() ? Json.text(body) : body.asText("");
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object
        .properties()
        .forEach(member -> {
          if (member.getValue().isValueNode() && !member.getValue().isNull()) {
            texts.put(member.getKey(), member.getValue().asText());
          }
        });
    return texts;
  }
}

package io.ergosync.api.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.ApiException;
import io.ergosync.auth.Caller;
import io.ergosync.auth.Callers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request as a gateway hands it to Lambda, whatever the version of its payload.
 *
 * @param method in upper case; empty if the event has none
 * @param path without the stage; encoded or decoded, as the gateway does it
 * @param pathParameters what the gateway's route found in the path
 * @param query decoded
 * @param headers by name, in any case
 * @param body as it stands in the event; empty if there is none
 * @param base64 whether the body is in base64
 * @param requestContext what the gateway says about the request and its signature
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    boolean base64,
    JsonNode requestContext) {
  public HttpRequest {
    method = method.toUpperCase(Locale.ROOT);
    requireNonNull(path);
    pathParameters = Map.copyOf(pathParameters);
    query = Map.copyOf(query);
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = Collections.unmodifiableMap(anyCase);
    requireNonNull(body);
    requireNonNull(requestContext);
  }

  /** Whose signature the gateway verified; empty if nobody's. */
  public Optional<Caller> caller() {
    return Callers.of(requestContext);
  }

  /** The gateway's id of the request. */
  public Optional<String> requestId() {
    return Optional.of(requestContext.path("requestId").asText("")).filter(id -> !id.isEmpty());
  }

  /**
   * The body as text.
   *
   * @throws ApiException InvalidParameterException if it is not UTF-8
   */
  public String bodyText() {
    if (!base64) {
      return body;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(body));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw ApiException.invalidParameter("The body is not UTF-8.");
    }
  }
}

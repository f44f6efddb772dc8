package io.ergosync.local.identity;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.domain.IdentityId;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The members of a request to Cognito Identity, checked as they are read. */
final class IdentityInput {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LOGINS_MAX = 10;
  private static final int PROVIDER_LENGTH_MAX = 128;
  private static final int TOKEN_LENGTH_MAX = 50_000;

  private final JsonNode members;

  private IdentityInput(JsonNode members) {
    this.members = members;
  }

  /**
   * Reads a body.
   *
   * @throws RefusedException 400 if it is not a JSON object
   */
  static IdentityInput parse(Body body) {
    try {
      JsonNode json = JSON.readTree(body.bytes());
      if (json.isObject()) {
        return new IdentityInput(json);
      }
    } catch (JacksonException e) {
      // Told below, together with JSON that is not an object.
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory are always readable.", e);
    }
    throw new RefusedException(
        400, "SerializationException", "The body of the request must be a JSON object.");
  }

  /**
   * A pool's or an identity's id.
   *
   * @throws RefusedException 400 if it is missing or malformed
   */
  String id(String name) {
    String field = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    JsonNode value = members.path(name);
    if (!value.isTextual()) {
      throw invalid(
          "Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(field));
    }
    String id = value.textValue();
    if (id.length() > IdentityId.LENGTH_MAX) {
      throw invalid(
          "Value '%s' at '%s' failed to satisfy constraint: Member must have length less than or equal to %s"
              .formatted(id, field, IdentityId.LENGTH_MAX));
    }
    if (!IdentityId.PATTERN.matcher(id).matches()) {
      throw invalid(
          "Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
              .formatted(id, field, IdentityId.PATTERN));
    }
    return id;
  }

  /**
   * The logins; none if the member is absent.
   *
   * @throws RefusedException 400 if they are not a map of texts
   */
  List<Login> logins() {
    JsonNode logins = members.path("Logins");
    boolean wellFormed =
        logins.isMissingNode()
            || logins.isNull()
            || (logins.isObject() && logins.size() <= LOGINS_MAX);
    List<Login> read = new ArrayList<>();
    for (var login : logins.properties()) {
      String provider = login.getKey();
      String token = login.getValue().asText();
      wellFormed &=
          login.getValue().isTextual()
              && isWithin(provider, PROVIDER_LENGTH_MAX)
              && isWithin(token, TOKEN_LENGTH_MAX);
      read.add(Login.of(provider, token));
    }
    if (!wellFormed) {
      throw invalid(
          "Value at 'logins' failed to satisfy constraint: Member must be a map of at most %s provider names of 1 to %s characters to tokens of 1 to %s characters"
              .formatted(LOGINS_MAX, PROVIDER_LENGTH_MAX, TOKEN_LENGTH_MAX));
    }
    return read;
  }

  private static boolean isWithin(String text, int lengthMax) {
    return !text.isEmpty() && text.length() <= lengthMax;
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(
        400, "InvalidParameterException", "1 validation error detected: " + message);
  }
}

package io.ergosync.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the caller from the request context of a gateway event. Whatever is not surely a developer
 * or surely one identity is nobody: half a Cognito identity never passes for a developer.
 */
public final class Callers {
  /** The role session name of every identity that Cognito Identity gives credentials to. */
  private static final String COGNITO_SESSION = "/CognitoIdentityCredentials";

  private Callers() {}

  /**
   * The caller that a request context names.
   *
   * @param requestContext that of payload 2.0 or a Function URL ({@code authorizer.iam}), or of
   *     payload 1.0 ({@code identity})
   * @return empty if it names none
   */
  public static Optional<Caller> of(JsonNode requestContext) {
    JsonNode iam = requestContext.path("authorizer").path("iam");
    if (iam.isObject()) {
      JsonNode cognito = iam.path("cognitoIdentity");
      return caller(
          iam, text(cognito, "identityPoolId"), text(cognito, "identityId"), cognito.path("amr"));
    }
    JsonNode identity = requestContext.path("identity");
    return caller(
        identity,
        text(identity, "cognitoIdentityPoolId"),
        text(identity, "cognitoIdentityId"),
        identity.path("cognitoAuthenticationType"));
  }

  private static Optional<Caller> caller(
      JsonNode block, String identityPoolId, String identityId, JsonNode otherCognitoMember) {
    String accountId = text(block, "accountId");
    String userArn = text(block, "userArn");
    if (accountId.isEmpty()) {
      return Optional.empty();
    }
    boolean cognito =
        Stream.of(identityPoolId, identityId).anyMatch(id -> !id.isEmpty())
            || !(otherCognitoMember.isMissingNode() || otherCognitoMember.isNull())
            || userArn.endsWith(COGNITO_SESSION);
    if (cognito) {
      return identity(identityPoolId, identityId)
          .map(identity -> new Caller.CognitoIdentity(identity, accountId));
    }
    return userArn.isEmpty()
        ? Optional.empty()
        : Optional.of(new Caller.Developer(accountId, userArn));
  }

  private static Optional<Identity> identity(String identityPoolId, String identityId) {
    try {
      return Optional.of(
          new Identity(new IdentityPoolId(identityPoolId), new IdentityId(identityId)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode block, String name) {
    return block.path(name).asText("");
  }
}

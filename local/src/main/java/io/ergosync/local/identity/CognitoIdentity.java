package io.ergosync.local.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;
import io.ergosync.local.sigv4.CredentialSource;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The three operations of Amazon Cognito Identity that clients call, in its JSON 1.1 protocol.
 * Requests need no signature, as on AWS. Safe for use by many threads.
 */
public final class CognitoIdentity {
  private static final String TARGET = "AWSCognitoIdentityService.";

  private final Identities identities;
  private final TemporaryCredentials credentials;
  private final OpenIdToken openIdToken;

  private CognitoIdentity(
      Identities identities, TemporaryCredentials credentials, OpenIdToken openIdToken) {
    this.identities = identities;
    this.credentials = credentials;
    this.openIdToken = openIdToken;
  }

  /** The service over a database, in which it makes its table if that is missing. */
  public static CognitoIdentity over(
      DynamoDbClient client, LocalKey key, Clock clock, RandomGenerator random) {
    IdentityTable table = new IdentityTable(client, key);
    table.create();
    return new CognitoIdentity(
        new Identities(table, random),
        new TemporaryCredentials(key, clock, random),
        new OpenIdToken(key, clock));
  }

  /** The credentials that this service issued. */
  public CredentialSource issuedCredentials() {
    return credentials;
  }

  /** Whether a request is for this service. */
  public static boolean serves(HttpRequest request) {
    return request.method().equals("POST")
        && request.rawPath().equals("/")
        && request.headers().first("x-amz-target").orElse("").startsWith(TARGET);
  }

  /**
   * Answers a request that it serves.
   *
   * @throws RefusedException 400 in the words of the service
   */
  public HttpResponse answer(HttpRequest request) {
    String operation =
        request.headers().first("x-amz-target").orElse("").substring(TARGET.length());
    ObjectNode output =
        switch (operation) {
          case "GetId" -> getId(IdentityInput.parse(request.body()));
          case "GetCredentialsForIdentity" ->
              getCredentialsForIdentity(IdentityInput.parse(request.body()));
          case "GetOpenIdToken" -> getOpenIdToken(IdentityInput.parse(request.body()));
          default ->
              throw new RefusedException(
                  400,
                  "UnknownOperationException",
                  "The local cloud has no operation '%s' of Cognito Identity."
                      .formatted(operation));
        };
    Headers headers =
        new Headers(List.of(new Header("Content-Type", "application/x-amz-json-1.1")));
    return new HttpResponse(200, headers, Body.of(output.toString()));
  }

  private ObjectNode getId(IdentityInput input) {
    KnownIdentity identity = identities.identify(input.id("IdentityPoolId"), input.logins());
    return JsonNodeFactory.instance.objectNode().put("IdentityId", identity.identityId());
  }

  private ObjectNode getCredentialsForIdentity(IdentityInput input) {
    KnownIdentity identity = identities.enter(input.id("IdentityId"), input.logins());
    TemporaryCredentials.Issued issued = credentials.issue(identity.principal());
    ObjectNode output =
        JsonNodeFactory.instance.objectNode().put("IdentityId", identity.identityId());
    output
        .putObject("Credentials")
        .put("AccessKeyId", issued.accessKeyId())
        .put("SecretKey", issued.secretKey())
        .put("SessionToken", issued.sessionToken())
        .put("Expiration", issued.expiresAt().getEpochSecond());
    return output;
  }

  private ObjectNode getOpenIdToken(IdentityInput input) {
    KnownIdentity identity = identities.enter(input.id("IdentityId"), input.logins());
    return JsonNodeFactory.instance
        .objectNode()
        .put("IdentityId", identity.identityId())
        .put("Token", openIdToken.of(identity.principal()));
  }
}

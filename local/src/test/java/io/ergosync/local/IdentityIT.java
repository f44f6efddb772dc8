package io.ergosync.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.local.http.Body;
import io.ergosync.local.sigv4.SdkSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** The stand-in for Cognito Identity, called by AWS's own client. */
class IdentityIT {
  private static final String POOL = "eu-west-1:12345678-1234-1234-1234-123456789012";
  private static final String OTHER_POOL = "eu-west-1:22345678-1234-1234-1234-123456789012";

  private static LocalCloud cloud;
  private static CognitoIdentityClient client;

  @BeforeAll
  static void start() {
    cloud = Clouds.inMemory();
    client =
        CognitoIdentityClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    cloud.close();
  }

  @Test
  void getId_withoutLogins_isANewIdentityOfThePoolsRegion() {
    String first = getId(POOL, Map.of());

    assertThat(first)
        .matches("eu-west-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(getId(POOL, Map.of())).isNotEqualTo(first);
  }

  @Test
  void getId_sameLogins_isTheSameIdentityWithinThePool() {
    Map<String, String> logins = Map.of("graph.facebook.com", "same-logins");

    assertThat(getId(POOL, logins)).isEqualTo(getId(POOL, logins));
    assertThat(getId(OTHER_POOL, logins)).isNotEqualTo(getId(POOL, logins));
  }

  @Test
  void getId_openIdTokensOfOneUser_areTheSameIdentity() {
    assertThat(getId(POOL, Map.of("accounts.google.com", openIdToken("ann", 1))))
        .isEqualTo(getId(POOL, Map.of("accounts.google.com", openIdToken("ann", 2))))
        .isNotEqualTo(getId(POOL, Map.of("accounts.google.com", openIdToken("bob", 1))));
  }

  @Test
  void getId_loginsOfTwoIdentities_isAConflict() {
    getId(POOL, Map.of("a.test", "conflict"));
    getId(POOL, Map.of("b.test", "conflict"));

    assertThatThrownBy(() -> getId(POOL, Map.of("a.test", "conflict", "b.test", "conflict")))
        .isInstanceOf(ResourceConflictException.class);
  }

  @Test
  void getId_malformedPool_isInvalidParameter() {
    assertThatThrownBy(() -> getId("us-east-1:ABC", Map.of()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "1 validation error detected: Value 'us-east-1:ABC' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+");
  }

  @Test
  void getCredentials_ofAGuest_areVerifiedAndNameTheIdentity() {
    String identityId = getId(POOL, Map.of());
    Credentials credentials = getCredentials(identityId, Map.of());

    JsonNode identity =
        callAs(credentials).at("/event/requestContext/authorizer/iam/cognitoIdentity");

    assertThat(identity.get("identityId").textValue()).isEqualTo(identityId);
    assertThat(identity.get("identityPoolId").textValue()).isEqualTo(POOL);
    assertThat(identity.get("amr").toString()).isEqualTo("[\"unauthenticated\"]");
    assertThat(credentials.expiration())
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(58)), Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void getCredentials_withLogins_areAuthenticated() {
    Map<String, String> logins = Map.of("graph.facebook.com", "authenticated");
    Credentials credentials = getCredentials(getId(POOL, logins), logins);

    assertThat(
            callAs(credentials)
                .at("/event/requestContext/authorizer/iam/cognitoIdentity/amr")
                .toString())
        .isEqualTo("[\"authenticated\",\"graph.facebook.com\"]");
  }

  @Test
  void getCredentials_ofAUserWithoutItsLogins_isNotAuthorized() {
    Map<String, String> logins = Map.of("graph.facebook.com", "owner");
    String identityId = getId(POOL, logins);

    assertThatThrownBy(() -> getCredentials(identityId, Map.of()))
        .isInstanceOf(NotAuthorizedException.class);
    assertThatThrownBy(() -> getCredentials(identityId, Map.of("graph.facebook.com", "thief")))
        .isInstanceOf(NotAuthorizedException.class);
    assertThat(getCredentials(identityId, logins)).isNotNull();
  }

  @Test
  void getCredentials_guestThatLogsIn_keepsItsIdentity() {
    String identityId = getId(POOL, Map.of());
    Map<String, String> logins = Map.of("graph.facebook.com", "guest");

    getCredentials(identityId, logins);

    assertThat(getId(POOL, logins)).isEqualTo(identityId);
  }

  @Test
  void getCredentials_unknownIdentity_isNotFound() {
    assertThatThrownBy(() -> getCredentials("eu-west-1:00000000", Map.of()))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Identity 'eu-west-1:00000000' not found.");
  }

  @Test
  void credentialsWithoutTheirToken_are403() {
    Credentials credentials = getCredentials(getId(POOL, Map.of()), Map.of());
    SdkSigner signer =
        SdkSigner.ofSession(
            credentials.accessKeyId(), credentials.secretKey(), "other", Clock.systemUTC());

    Answer answer = new Wire(cloud.endpoint()).send(signer, "GET", "/echo/x", Body.EMPTY);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("x-amzn-ErrorType")).hasValue("UnrecognizedClientException");
  }

  @Test
  void getOpenIdToken_namesTheIdentity() throws Exception {
    String identityId = getId(POOL, Map.of());

    String token = client.getOpenIdToken(request -> request.identityId(identityId)).token();

    JsonNode claims =
        new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    assertThat(claims.get("sub").textValue()).isEqualTo(identityId);
    assertThat(claims.get("aud").textValue()).isEqualTo(POOL);
  }

  @Test
  void anotherOperation_isUnknown() {
    Answer answer =
        new Wire(cloud.endpoint())
            .send(
                "POST", "/", "X-Amz-Target: AWSCognitoIdentityService.DeleteIdentities\r\n", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("__type").textValue()).isEqualTo("UnknownOperationException");
  }

  private static JsonNode callAs(Credentials credentials) {
    SdkSigner signer =
        SdkSigner.ofSession(
            credentials.accessKeyId(),
            credentials.secretKey(),
            credentials.sessionToken(),
            Clock.systemUTC());
    Answer answer = new Wire(cloud.endpoint()).send(signer, "GET", "/echo/x", Body.EMPTY);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static String getId(String pool, Map<String, String> logins) {
    return client.getId(request -> request.identityPoolId(pool).logins(logins)).identityId();
  }

  private static Credentials getCredentials(String identityId, Map<String, String> logins) {
    return client
        .getCredentialsForIdentity(request -> request.identityId(identityId).logins(logins))
        .credentials();
  }

  private static String openIdToken(String subject, int issuedAt) {
    String claims = "{\"sub\":\"%s\",\"iat\":%d}".formatted(subject, issuedAt);
    return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".x";
  }
}

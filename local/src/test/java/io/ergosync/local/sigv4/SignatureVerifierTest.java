package io.ergosync.local.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.RefusedException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SignatureVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:10:00Z");
  private static final Credentials KNOWN =
      new Credentials(
          "KEY", "secret", Instant.parse("2026-11-22T15:00:00Z"), new Principal.IamUser("ann"));

  /** Knows one key, with the session token "token" or none. */
  private static final CredentialSource SOURCE =
      (accessKeyId, token) ->
          accessKeyId.equals("KEY") && (token.isEmpty() || token.equals("token"))
              ? Optional.of(KNOWN)
              : Optional.empty();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/identitypools/us-east-1%3Aa/identities/us-east-1%3Ab?maxResults=3&nextToken=a%2Bb%2F%3D",
        "/identitypools/us-east-1:a/datasets/x.y_z-1",
        "/identitypools/p/datasets/%C3%A9?b=2&a=2&a=1&empty=&flag",
        "/datasets/.",
        "/a/../b",
        "/a//b/",
      })
  void verify_signedByTheSdk_isAccepted(String target) {
    for (boolean escapesTwice : new boolean[] {true, false}) {
      SdkSigner signer = signer("execute-api", clock(NOW), escapesTwice);
      HttpRequest request =
          signer.sign("GET", URI.create("http://127.0.0.1:8080" + target), Map.of(), Body.EMPTY);

      assertThat(verifier(NOW).verify(request))
          .isEqualTo(new Caller("KEY", new Principal.IamUser("ann")));
    }
  }

  @Test
  void verify_headerWithRunsOfSpaces_isAccepted() {
    HttpRequest request =
        signer("cognito-sync", clock(NOW), true)
            .sign(
                "POST",
                URI.create("http://127.0.0.1/"),
                Map.of("x-amz-client-context", "a   b  c"),
                Body.of("{}"));

    assertThat(verifier(NOW).verify(request).accessKeyId()).isEqualTo("KEY");
  }

  @Test
  void verify_missingHeader_isMissingAuthenticationToken() {
    assertRefused(without("authorization"), "Missing Authentication Token");
  }

  @Test
  void verify_anotherSecret_showsTheCanonicalRequest() {
    HttpRequest request =
        new SdkSigner(
                AwsCredentialsIdentity.create("KEY", "wrong"), "cognito-sync", clock(NOW), true)
            .sign("GET", URI.create("http://127.0.0.1/a%3Ab"), Map.of(), Body.EMPTY);

    assertRefused(
            request,
            "The request signature we calculated does not match the signature you provided.")
        .hasMessageContaining("'GET\n/a%253Ab\n\nhost:127.0.0.1\n");
  }

  @Test
  void verify_unknownKey_isInvalidToken() {
    assertRefused(
        edited("authorization", value -> value.replace("KEY/", "YEK/")),
        "The security token included in the request is invalid.");
  }

  @Test
  void verify_tokenOfSomeoneElse_isInvalidToken() {
    assertRefused(
        with("x-amz-security-token", "other"),
        "The security token included in the request is invalid.");
  }

  @Test
  void verify_anotherService_namesTheRightOnes() {
    HttpRequest request =
        signer("s3", clock(NOW), true)
            .sign("GET", URI.create("http://127.0.0.1/"), Map.of(), Body.EMPTY);

    assertRefused(
        request,
        "Credential should be scoped to correct service: 'cognito-sync' or 'execute-api', not 's3'.");
  }

  @Test
  void verify_fiveMinutesOff_isAccepted() {
    Duration five = Duration.ofMinutes(5);
    assertThat(verifier(NOW.plus(five)).verify(signed())).isNotNull();
    assertThat(verifier(NOW.minus(five)).verify(signed())).isNotNull();
  }

  @Test
  void verify_overFiveMinutesOld_isExpired() {
    assertRefused(
        signed(),
        NOW.plusSeconds(301),
        "Signature expired: 20261122T141000Z is now earlier than 20261122T141001Z (20261122T141501Z - 5 min.)");
  }

  @Test
  void verify_overFiveMinutesAhead_isNotYetCurrent() {
    assertRefused(
        signed(),
        NOW.minusSeconds(301),
        "Signature not yet current: 20261122T141000Z is still later than 20261122T140959Z (20261122T140459Z + 5 min.)");
  }

  @Test
  void verify_expiredCredentials_isExpiredToken() {
    Instant later = Instant.parse("2026-11-22T15:00:00Z");
    HttpRequest request =
        signer("cognito-sync", clock(later), true)
            .sign("GET", URI.create("http://127.0.0.1/"), Map.of(), Body.EMPTY);

    assertRefused(request, later, "The security token included in the request is expired");
  }

  @Test
  void verify_scopeOfAnotherDay_isRefused() {
    assertRefused(
        edited("authorization", value -> value.replace("KEY/20261122", "KEY/20261121")),
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261121' != '20261122', from '20261122T141000Z'.");
  }

  @Test
  void verify_noDate_isRefused() {
    assertRefused(
        without("x-amz-date"),
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20261122", "20261122T141000", "2026-11-22T14:10:00Z", "20261322T141000Z"})
  void verify_dateOfAnotherForm_isRefused(String date) {
    assertRefused(
        edited("x-amz-date", value -> date),
        "Date must be in ISO-8601 'basic format'. Got '%s'.".formatted(date));
  }

  @Test
  void verify_hostNotSigned_isRefused() {
    assertRefused(
        edited("authorization", value -> value.replace("host;", "")),
        "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @Test
  void verify_signedHeaderThatDidNotArrive_isRefused() {
    assertRefused(
        edited("authorization", value -> value.replace("host;", "host;x-lost;")),
        "The header 'x-lost' is in SignedHeaders but not in the request.");
  }

  @Test
  void verify_bodyOtherThanItsHash_isRefused() {
    assertRefused(
        signed().withBody(Body.of("other")),
        "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }

  @Test
  void verify_unsignedPayload_isAcceptedWithAnyBody() {
    HttpRequest request =
        signer("cognito-sync", clock(NOW), true)
            .sign("POST", URI.create("https://127.0.0.1/"), Map.of(), Body.of("{}"));

    assertThat(request.headers().first("x-amz-content-sha256")).hasValue("UNSIGNED-PAYLOAD");
    assertThat(verifier(NOW).verify(request.withBody(Body.of("[]")))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=a/b/c",
        "AWS4-HMAC-SHA256 Credential=KEY/20261122/r/cognito-sync/aws4_request",
        "AWS4-HMAC-SHA256 Credential=KEY/20261122/r/cognito-sync/aws4_request, SignedHeaders=host",
        "AWS4-HMAC-SHA256 =,=,,;",
        "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request"
      })
  void verify_malformedHeader_isIncompleteSignature(String header) {
    HttpRequest request = edited("authorization", value -> header);

    assertThatThrownBy(() -> verifier(NOW).verify(request))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.response().headers().first("x-amzn-errortype"))
                    .hasValue("IncompleteSignatureException"));
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(HttpRequest request, String message) {
    return assertRefused(request, NOW, message);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(
      HttpRequest request, Instant now, String message) {
    return assertThatThrownBy(() -> verifier(now).verify(request))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.response().status()).isEqualTo(403))
        .hasMessageStartingWith(message);
  }

  private static HttpRequest signed() {
    return signer("cognito-sync", clock(NOW), true)
        .sign("GET", URI.create("http://127.0.0.1/a"), Map.of(), Body.EMPTY);
  }

  private static HttpRequest edited(String name, UnaryOperator<String> edit) {
    HttpRequest request = signed();
    return with(
        request,
        request.headers().lines().stream()
            .map(line ->
                line.name().equalsIgnoreCase(name)
                    ? new Header(line.name(), edit.apply(line.value()))
                    : line)
            .toList());
  }

  private static HttpRequest without(String name) {
    HttpRequest request = signed();
    return with(
        request,
        request.headers().lines().stream()
            .filter(line -> !line.name().equalsIgnoreCase(name))
            .toList());
  }

  private static HttpRequest with(String name, String value) {
    HttpRequest request = signed();
    List<Header> lines = new ArrayList<>(request.headers().lines());
    lines.add(new Header(name, value));
    return with(request, lines);
  }

  private static HttpRequest with(HttpRequest request, List<Header> lines) {
    return new HttpRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        new Headers(lines),
        request.body(),
        request.protocol(),
        request.sourceAddress());
  }

  private static SdkSigner signer(String service, Clock clock, boolean escapesTwice) {
    return new SdkSigner(
        AwsCredentialsIdentity.create("KEY", "secret"), service, clock, escapesTwice);
  }

  private static SignatureVerifier verifier(Instant now) {
    return new SignatureVerifier(SOURCE, clock(now));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}

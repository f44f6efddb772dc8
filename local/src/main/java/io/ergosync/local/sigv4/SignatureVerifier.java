package io.ergosync.local.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.RefusedException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Tells who signed a request. Both signing names of the service are accepted, its own and API
 * Gateway's, and any region.
 */
public final class SignatureVerifier {
  private static final Set<String> SERVICES = Set.of("cognito-sync", "execute-api");

  private final CredentialSource credentials;
  private final Clock clock;

  public SignatureVerifier(CredentialSource credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Verifies the signature in the Authorization header.
   *
   * @throws RefusedException 403 in the words that AWS uses, if the request is not signed, is
   *     signed wrongly, by unknown or expired credentials, or at another time
   */
  public Caller verify(HttpRequest request) {
    String header =
        request
            .headers()
            .first("authorization")
            .orElseThrow(() ->
                RefusedException.forbidden(
                    "MissingAuthenticationTokenException", "Missing Authentication Token"));
    AuthorizationHeader authorization = AuthorizationHeader.parse(header);
    if (!SERVICES.contains(authorization.service())) {
      throw refused(
          "Credential should be scoped to correct service: 'cognito-sync' or 'execute-api', not '%s'."
              .formatted(authorization.service()));
    }
    if (!authorization.signedHeaders().contains("host")) {
      throw refused("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    Instant now = clock.instant();
    Instant signed = SigningTime.of(request.headers());
    SigningTime.check(signed, authorization.date(), now);
    Credentials known = known(request, authorization, now);
    compare(request, authorization, SigningTime.text(signed), known);
    return new Caller(known.accessKeyId(), known.principal());
  }

  private Credentials known(HttpRequest request, AuthorizationHeader authorization, Instant now) {
    String token = request.headers().first("x-amz-security-token").orElse("");
    Credentials known =
        credentials
            .find(authorization.accessKeyId(), token)
            .orElseThrow(() ->
                RefusedException.forbidden(
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid."));
    if (!now.isBefore(known.expiresAt())) {
      throw RefusedException.forbidden(
          "ExpiredTokenException", "The security token included in the request is expired");
    }
    return known;
  }

  private static void compare(
      HttpRequest request, AuthorizationHeader authorization, String time, Credentials known) {
    byte[] key = authorization.signingKey(known.secretKey());
    byte[] given = authorization.signature().getBytes(UTF_8);
    List<String> expected = new ArrayList<>();
    for (String path : CanonicalPath.forms(request.rawPath())) {
      String canonical = CanonicalRequest.of(request, path, authorization.signedHeaders());
      String toSign = stringToSign(authorization, time, canonical);
      String computed = HexFormat.of().formatHex(Sha256.hmac(key, toSign));
      if (MessageDigest.isEqual(computed.getBytes(UTF_8), given)) {
        return;
      }
      expected.add(
          """
          The Canonical String for this request should have been
          '%s'

          The String-to-Sign should have been
          '%s'
          """
              .formatted(canonical, toSign));
    }
    throw refused(
        """
        The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

        %s\
        """
            .formatted(expected.getFirst()));
  }

  private static String stringToSign(
      AuthorizationHeader authorization, String time, String canonical) {
    return String.join(
        "\n",
        AuthorizationHeader.ALGORITHM,
        time,
        authorization.scope(),
        Sha256.hex(canonical.getBytes(UTF_8)));
  }

  private static RefusedException refused(String message) {
    return RefusedException.forbidden("InvalidSignatureException", message);
  }
}

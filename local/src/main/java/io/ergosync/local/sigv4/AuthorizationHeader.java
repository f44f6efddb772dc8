package io.ergosync.local.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ergosync.local.http.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Authorization header of a signed request.
 *
 * @param date the day in the credential's scope, {@code yyyyMMdd}
 * @param signedHeaders lower-case names in the order in which they were signed
 * @param signature lower-case hexadecimal digits, as sent
 */
record AuthorizationHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String TERMINATOR = "aws4_request";

  AuthorizationHeader {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /**
   * Reads the header's value.
   *
   * @throws RefusedException 403 naming the part that is missing or malformed
   */
  static AuthorizationHeader parse(String value) {
    if (!value.startsWith(ALGORITHM + " ")) {
      throw incomplete("Authorization header requires the algorithm '%s'.".formatted(ALGORITHM));
    }
    Map<String, String> parameters = new HashMap<>();
    for (String part : value.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    String credential = parameter(parameters, "Credential");
    String[] scope = credential.split("/", -1);
    if (scope.length != 5 || !scope[4].equals(TERMINATOR)) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/%s, got '%s'."
              .formatted(TERMINATOR, credential));
    }
    List<String> signedHeaders = List.of(parameter(parameters, "SignedHeaders").split(";", -1));
    return new AuthorizationHeader(
        scope[0], scope[1], scope[2], scope[3], signedHeaders, parameter(parameters, "Signature"));
  }

  /** The scope that the signing key is derived from. */
  String scope() {
    return String.join("/", date, region, service, TERMINATOR);
  }

  /** The signing key of this scope. */
  byte[] signingKey(String secretKey) {
    byte[] key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (String part : List.of(date, region, service, TERMINATOR)) {
      key = Sha256.hmac(key, part);
    }
    return key;
  }

  private static String parameter(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw incomplete("Authorization header requires '%s' parameter.".formatted(name));
    }
    return value;
  }

  private static RefusedException incomplete(String message) {
    return RefusedException.forbidden("IncompleteSignatureException", message);
  }
}

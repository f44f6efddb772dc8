package io.ergosync.local.push;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * The endpoints of every platform application that an ARN can name. An endpoint's ARN follows from
 * its token, and one that was made before the local cloud was last started is taken for enabled: so
 * devices that were kept on disk stay reachable. Safe for use by many threads.
 */
final class PlatformEndpoints {
  static final String TOKEN = "Token";
  static final String ENABLED = "Enabled";

  private static final Pattern APPLICATION =
      Pattern.compile("arn:[-a-z]+:sns:[-0-9a-z]+:\\d+:app/[A-Z_]+/[a-zA-Z0-9_.-]+");
  private static final Pattern ENDPOINT =
      Pattern.compile(
          "arn:[-a-z]+:sns:[-0-9a-z]+:\\d+:endpoint/[A-Z_]+/[a-zA-Z0-9_.-]+/[0-9a-f-]+");

  private final Map<String, Map<String, String>> attributesByArn = new HashMap<>();

  /**
   * Makes an endpoint, or finds it.
   *
   * @param attributes those it is to have besides its token
   * @throws InvalidParameterException if it exists with other attributes, or the application's ARN
   *     is none
   */
  synchronized String create(String applicationArn, String token, Map<String, String> attributes) {
    if (!APPLICATION.matcher(applicationArn).matches()) {
      throw invalid("PlatformApplicationArn Reason: An ARN of an application is expected");
    }
    UUID id = UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8));
    String arn = applicationArn.replaceFirst(":app/", ":endpoint/") + "/" + id;
    Map<String, String> wanted = new HashMap<>(Map.of(TOKEN, token, ENABLED, "true"));
    wanted.putAll(attributes);
    Map<String, String> present = attributesByArn.putIfAbsent(arn, wanted);
    if (present != null && !present.equals(wanted)) {
      throw invalid(
          "Token Reason: Endpoint %s already exists with the same Token, but different attributes."
              .formatted(arn));
    }
    return arn;
  }

  /**
   * What an endpoint has.
   *
   * @throws NotFoundException if the ARN is not an endpoint's
   */
  synchronized Map<String, String> attributes(String endpointArn) {
    if (!ENDPOINT.matcher(endpointArn).matches()) {
      throw NotFoundException.builder()
          .statusCode(404)
          .awsErrorDetails(details("NotFound", "Endpoint does not exist"))
          .build();
    }
    return Map.copyOf(attributesByArn.getOrDefault(endpointArn, Map.of(ENABLED, "true")));
  }

  /**
   * Changes an endpoint.
   *
   * @throws NotFoundException if the ARN is not an endpoint's
   */
  synchronized void set(String endpointArn, Map<String, String> attributes) {
    Map<String, String> changed = new HashMap<>(attributes(endpointArn));
    changed.putAll(attributes);
    attributesByArn.put(endpointArn, changed);
  }

  static InvalidParameterException invalid(String reason) {
    return InvalidParameterException.builder()
        .statusCode(400)
        .awsErrorDetails(details("InvalidParameter", "Invalid parameter: " + reason))
        .build();
  }

  static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }
}

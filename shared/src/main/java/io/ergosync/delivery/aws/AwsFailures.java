package io.ergosync.delivery.aws;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells what any AWS service refuses for a while only, whatever was asked of it. */
public final class AwsFailures {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /**
   * What is wrong with the function's own credentials or clock, or with those of a role whose
   * session has ended, and not with what it may do ("Common errors" of the services' API
   * references).
   */
  private static final Set<String> OWN_FAULTS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSecurity",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired",
          "UnrecognizedClientException");

  private AwsFailures() {}

  /** Whether the same request may work later without anybody changing anything. */
  public static boolean mayPass(AwsServiceException e) {
    return e.isThrottlingException()
        || e.isClockSkewException()
        || e.statusCode() == TOO_MANY_REQUESTS
        || e.statusCode() >= SERVER_ERROR
        || OWN_FAULTS.contains(code(e));
  }

  private static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}

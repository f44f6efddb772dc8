package io.ergosync.delivery.kinesis;

import io.ergosync.domain.CognitoStreams;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Tells failures that only the pool's developer can mend from those that pass. Whatever is not
 * known to be of the first kind is of the second: streaming is not turned off by mistake.
 */
final class UnusableStreams {
  /** What is wrong with the function's own credentials or clock, not with the role. */
  private static final Set<String> OWN_FAULTS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private UnusableStreams() {}

  /** Why a stream can not be used until somebody changes something; empty if it may be soon. */
  static Optional<String> reason(AwsServiceException e, CognitoStreams streams) {
    if (e.isThrottlingException() || e.statusCode() == 429 || OWN_FAULTS.contains(code(e))) {
      return Optional.empty();
    }
    return switch (e) {
      case StsException _ when e.statusCode() >= 400 && e.statusCode() < 500 ->
          Optional.of("The role %s can not be assumed.".formatted(streams.roleArn()));
      case ResourceNotFoundException _ ->
          Optional.of("The stream %s does not exist.".formatted(streams.streamName()));
      case AccessDeniedException _ ->
          Optional.of(
              "%s is not allowed to put records to the stream %s."
                  .formatted(
                      streams.roleArn().isEmpty() ? "Ergo Sync" : "The role " + streams.roleArn(),
                      streams.streamName()));
      case KmsAccessDeniedException _,
          KmsDisabledException _,
          KmsInvalidStateException _,
          KmsNotFoundException _,
          KmsOptInRequiredException _ ->
          Optional.of(
              "The key of the stream %s can not be used (%s)."
                  .formatted(streams.streamName(), e.getClass().getSimpleName()));
      default -> Optional.empty();
    };
  }

  private static String code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}

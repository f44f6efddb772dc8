package io.ergosync.delivery.kinesis;

import io.ergosync.delivery.aws.AwsFailures;
import io.ergosync.domain.CognitoStreams;
import java.util.Optional;
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
  private UnusableStreams() {}

  /**
   * Why a stream cannot be used.
   *
   * @param denied whether a permission is missing: IAM takes some seconds to know a new one, so
   *     that it has to be missing for a while
   */
  record Unusable(String reason, boolean denied) {}

  /** Why a stream cannot be used until somebody changes something; empty if it may be soon. */
  static Optional<Unusable> of(AwsServiceException e, CognitoStreams streams) {
    if (AwsFailures.mayPass(e)) {
      return Optional.empty();
    }
    return switch (e) {
      case StsException _ when e.statusCode() >= 400 && e.statusCode() < 500 ->
          denied("The role %s cannot be assumed.".formatted(streams.roleArn()));
      case ResourceNotFoundException _ ->
          gone("The stream %s does not exist.".formatted(streams.streamName()));
      case AccessDeniedException _ ->
          denied(
              "%s is not allowed to put records to the stream %s."
                  .formatted(
                      streams.roleArn().isEmpty() ? "Ergo Sync" : "The role " + streams.roleArn(),
                      streams.streamName()));
      case KmsAccessDeniedException _ ->
          denied("The key of the stream %s must not be used.".formatted(streams.streamName()));
      case KmsDisabledException _,
          KmsInvalidStateException _,
          KmsNotFoundException _,
          KmsOptInRequiredException _ ->
          gone(
              "The key of the stream %s cannot be used (%s)."
                  .formatted(streams.streamName(), e.getClass().getSimpleName()));
      default -> Optional.empty();
    };
  }

  private static Optional<Unusable> gone(String reason) {
    return Optional.of(new Unusable(reason, false));
  }

  private static Optional<Unusable> denied(String reason) {
    return Optional.of(new Unusable(reason, true));
  }
}

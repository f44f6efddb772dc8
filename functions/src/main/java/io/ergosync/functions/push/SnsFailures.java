package io.ergosync.functions.push;

import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.delivery.aws.AwsFailures;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * What SNS and STS refuse, as errors of the service: whose fault it is, the pool's configuration or
 * the client's token. What is neither stays as it is, an internal error.
 */
final class SnsFailures {
  private SnsFailures() {}

  /** The exception to throw instead. */
  static RuntimeException of(
      AwsServiceException e, PlatformApplication application, String roleArn) {
    if (e.isThrottlingException() || e.statusCode() == 429) {
      return new ApiException(ErrorCode.TOO_MANY_REQUESTS, "Too many requests.", e);
    }
    if (AwsFailures.mayPass(e)) {
      return e;
    }
    String arn = application.arn();
    return switch (e) {
      case StsException sts when isClientError(sts) ->
          configuration(e, "The role %s cannot be assumed.".formatted(roleArn));
      case NotFoundException _ ->
          configuration(e, "The platform application %s does not exist.".formatted(arn));
      case PlatformApplicationDisabledException _ ->
          configuration(e, "The platform application %s is disabled.".formatted(arn));
      case AuthorizationErrorException _ -> notAllowed(e, arn, roleArn);
      case InvalidParameterException _ when message(e).contains("PlatformApplicationArn") ->
          configuration(e, "The platform application %s cannot be used.".formatted(arn));
      case InvalidParameterException _ ->
          new ApiException(
              ErrorCode.INVALID_PARAMETER,
              "1 validation error detected: Value at 'token' failed to satisfy constraint: Member"
                  + " must be a token of the platform "
                  + application.platform(),
              e);
      // What IAM refuses has no exception of SNS's own.
      case AwsServiceException _ when e.statusCode() == 403 -> notAllowed(e, arn, roleArn);
      default -> e;
    };
  }

  /** What the service said; empty if it said nothing. */
  static String message(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorMessage).orElse("");
  }

  private static boolean isClientError(StsException e) {
    return e.statusCode() >= 400 && e.statusCode() < 500;
  }

  private static ApiException notAllowed(
      AwsServiceException e, String applicationArn, String roleArn) {
    String whose = roleArn.isEmpty() ? "Ergo Sync" : "The role " + roleArn;
    return configuration(
        e, whose + " is not allowed to use the platform application " + applicationArn + ".");
  }

  private static ApiException configuration(AwsServiceException e, String message) {
    return new ApiException(ErrorCode.INVALID_CONFIGURATION, message, e);
  }
}

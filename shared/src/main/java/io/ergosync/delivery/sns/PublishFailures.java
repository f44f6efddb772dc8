package io.ergosync.delivery.sns;

import io.ergosync.delivery.PushDelivery.Result;
import io.ergosync.delivery.PushDelivery.Result.Denied;
import io.ergosync.delivery.PushDelivery.Result.EndpointGone;
import io.ergosync.delivery.PushDelivery.Result.Failed;
import io.ergosync.delivery.PushDelivery.Result.Refused;
import io.ergosync.delivery.aws.AwsFailures;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What the failures of a publish mean, of STS too when a role is assumed for it. */
final class PublishFailures {
  private static final int FORBIDDEN = 403;

  /** How SNS refuses an endpoint that was deleted, where it does not say NotFound. */
  private static final String NO_ENDPOINT = "No endpoint found";

  private PublishFailures() {}

  static Result of(RuntimeException failure, String roleArn) {
    return switch (failure) {
      case AwsServiceException e when AwsFailures.mayPass(e) -> new Failed(e);
      case EndpointDisabledException _, NotFoundException _ -> EndpointGone.ENDPOINT_GONE;
      case InvalidParameterException e when message(e).contains(NO_ENDPOINT) ->
          EndpointGone.ENDPOINT_GONE;
      case PlatformApplicationDisabledException _ ->
          new Refused("The platform application is disabled.");
      case StsException e ->
          new Denied("The role %s cannot be assumed: %s".formatted(roleArn, message(e)));
      case AwsServiceException e when e.statusCode() == FORBIDDEN ->
          new Denied(
              "%s must not publish to the endpoint: %s"
                  .formatted(roleArn.isEmpty() ? "Ergo Sync" : "The role " + roleArn, message(e)));
      case AwsServiceException e -> new Refused("SNS refuses it: " + message(e));
      // The connection, credentials that cannot be had now, the time that a call may take.
      case RuntimeException e -> new Failed(e);
    };
  }

  private static String message(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorMessage).orElse("");
  }
}

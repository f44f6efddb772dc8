package io.ergosync.delivery.sns;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.Push;
import io.ergosync.delivery.PushDelivery;
import io.ergosync.domain.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Publishes to the SNS platform endpoints of devices, in the region that an endpoint's ARN names:
 * SNS allows no other. Safe for use by many threads.
 */
public final class SnsPushDelivery implements PushDelivery {
  private static final Pattern ENDPOINT_ARN =
      Pattern.compile("arn:[-a-z]+:sns:([-0-9a-z]+):\\d+:endpoint/.+");

  private final SnsClientSource clients;

  /** Publishes by these clients, whose retries are the only ones. */
  public SnsPushDelivery(SnsClientSource clients) {
    this.clients = requireNonNull(clients);
  }

  @Override
  public Result deliver(Push push) {
    Device device = push.device().device();
    Matcher arn = ENDPOINT_ARN.matcher(device.endpointArn());
    if (!arn.matches()) {
      return new Result.Refused("The device's endpoint is not the ARN of an SNS endpoint.");
    }
    try {
      publish(
          clients.client(device.identity().identityPoolId(), arn.group(1), push.roleArn()), push);
      return Result.Delivered.DELIVERED;
    } catch (RuntimeException e) {
      return PublishFailures.of(e, push.roleArn());
    }
  }

  private static void publish(SnsClient sns, Push push) {
    Device device = push.device().device();
    sns.publish(publish ->
        publish
            .targetArn(device.endpointArn())
            .messageStructure("json")
            .message(PushMessage.of(push))
            .messageAttributes(PushMessage.attributes(device.platform())));
  }
}

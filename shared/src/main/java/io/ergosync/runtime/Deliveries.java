package io.ergosync.runtime;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.PushDelivery;
import io.ergosync.delivery.RefusedMessages;
import io.ergosync.delivery.sns.SnsClientSource;
import io.ergosync.delivery.sns.SnsPushDelivery;
import io.ergosync.delivery.sqs.SqsDeliveryQueue;
import io.ergosync.delivery.sqs.SqsFailureQueue;
import io.ergosync.telemetry.FunctionLog;
import software.amazon.awssdk.regions.Region;

/** Connects functions to what leaves the system. */
public final class Deliveries {
  private Deliveries() {}

  /**
   * The queue of what is done later.
   *
   * @param refused where messages go that it does not take
   * @throws ConfigurationException if the environment does not name the queue
   */
  public static DeliveryQueue queue(
      FunctionRuntime runtime, RefusedMessages refused, FunctionLog log) {
    return new SqsDeliveryQueue(
        runtime.clients()::sqs, runtime.environment().required("DELIVERY_QUEUE_URL"), refused, log);
  }

  /**
   * The queue of what cannot be dealt with.
   *
   * @param function the name under which that is kept
   * @throws ConfigurationException if the environment does not name the queue
   */
  public static SqsFailureQueue failures(FunctionRuntime runtime, String function) {
    return new SqsFailureQueue(
        runtime.clients()::sqs,
        runtime.environment().required("CHANGES_ON_FAILURE_QUEUE_URL"),
        function);
  }

  /** Devices, by SNS. */
  public static PushDelivery pushes(FunctionRuntime runtime) {
    return new SnsPushDelivery(sns(runtime));
  }

  /** SNS in the name of pools. */
  public static SnsClientSource sns(FunctionRuntime runtime) {
    AwsClients clients = runtime.clients();
    return (pool, region, roleArn) ->
        roleArn.isEmpty()
            ? clients.sns(Region.of(region))
            : clients.sns(Region.of(region), AssumedRole.ofPool(pool, roleArn));
  }
}

package io.ergosync.runtime;

import io.ergosync.delivery.BulkPublishQueue;
import io.ergosync.delivery.ChangeDelivery;
import io.ergosync.delivery.ChangeObjects;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.Pause;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueuedDelivery;
import io.ergosync.delivery.kinesis.KinesisDelivery;
import io.ergosync.delivery.lambda.FunctionInvocation;
import io.ergosync.delivery.lambda.PostSyncDelivery;
import io.ergosync.delivery.s3.S3ChangeObjects;
import io.ergosync.delivery.sqs.SqsBulkPublishQueue;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.telemetry.FunctionLog;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Connects functions to where changes go. */
public final class ChangeDeliveries {
  /** The name of the bulk publish queue's variable. */
  public static final String BULK_PUBLISH_QUEUE_URL = "BULK_PUBLISH_QUEUE_URL";

  private ChangeDeliveries() {}

  /**
   * The queue of bulk publishes.
   *
   * @throws ConfigurationException if the environment does not name it
   */
  public static BulkPublishQueue bulkPublishQueue(FunctionRuntime runtime) {
    return new SqsBulkPublishQueue(
        runtime.clients()::sqs, runtime.environment().required(BULK_PUBLISH_QUEUE_URL));
  }

  /**
   * The objects of large changes.
   *
   * @throws ConfigurationException if the environment does not name their bucket
   */
  public static ChangeObjects objects(FunctionRuntime runtime) {
    HexFormat hex = HexFormat.of();
    return new S3ChangeObjects(
        runtime.clients()::s3,
        runtime.clients()::s3Presigner,
        runtime.environment().required("STREAM_OBJECTS_BUCKET"),
        () ->
            hex.toHexDigits(runtime.random().nextLong())
                + hex.toHexDigits(runtime.random().nextLong()));
  }

  /**
   * Cognito Streams, what fails being put into the queue.
   *
   * @throws ConfigurationException if the environment does not name table or bucket
   */
  public static ChangeDelivery queuedStreams(
      FunctionRuntime runtime, DeliveryQueue queue, FunctionLog log) {
    return queued(
        runtime,
        streams(runtime, KinesisDelivery.ATTEMPTS_TIME, log),
        Destination.KINESIS,
        queue,
        log);
  }

  /**
   * The PostSyncTriggers, what fails being put into the queue.
   *
   * @throws ConfigurationException if the environment does not name table or bucket
   */
  public static ChangeDelivery queuedPostSyncTriggers(
      FunctionRuntime runtime, DeliveryQueue queue, FunctionLog log) {
    return queued(
        runtime,
        postSyncTriggers(runtime, Duration.ZERO, log),
        Destination.POST_SYNC_TRIGGER,
        queue,
        log);
  }

  private static ChangeDelivery queued(
      FunctionRuntime runtime,
      PoolDelivery delivery,
      Destination destination,
      DeliveryQueue queue,
      FunctionLog log) {
    return new QueuedDelivery(delivery, destination, queue, objects(runtime), runtime.clock(), log);
  }

  /**
   * Cognito Streams.
   *
   * @param attemptsTime how long records are tried that Kinesis does not take
   * @throws ConfigurationException if the environment does not name table or bucket
   */
  public static KinesisDelivery streams(
      FunctionRuntime runtime, Duration attemptsTime, FunctionLog log) {
    AwsClients clients = runtime.clients();
    return new KinesisDelivery(
        Storages.identityPools(runtime),
        (pool, roleArn) ->
            roleArn.isEmpty()
                ? clients.kinesis()
                : clients.kinesis(AssumedRole.ofPool(pool, roleArn)),
        objects(runtime),
        attemptsTime,
        runtime.clock(),
        Pause.REAL,
        runtime.random(),
        log);
  }

  /**
   * The PostSyncTriggers.
   *
   * @param answerTimeMax how long a function may take that is given an event too large for Lambda's
   *     queue; zero leaves those undelivered
   * @throws ConfigurationException if the environment does not name table or bucket
   */
  public static PoolDelivery postSyncTriggers(
      FunctionRuntime runtime, Duration answerTimeMax, FunctionLog log) {
    IdentityPoolStorage pools = Storages.identityPools(runtime);
    return new PostSyncDelivery(
        pool -> Optional.ofNullable(pools.events(pool).get(CognitoEvent.POST_SYNC_TRIGGER)),
        new FunctionInvocation(runtime.clients()::lambda, answerTimeMax),
        objects(runtime),
        runtime.clock(),
        log);
  }
}

package io.ergosync.functions.changes;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.PushRetry;
import io.ergosync.delivery.QueueBatch;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.CountSize;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.delivery.ReceivedMessage;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.domain.DatasetSize;
import io.ergosync.storage.DatasetHousekeeping;
import io.ergosync.storage.UsageCounting;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import java.util.List;

/**
 * Does what waited in the delivery queue: deliveries that failed, and chores that are due now. What
 * fails again fails as the message that it came from, which the queue then keeps; nothing is put
 * into the queue a second time but chores that are not yet decided. Safe for use by many threads.
 */
final class Deliver {
  private final PoolDelivery streams;
  private final PoolDelivery postSyncTriggers;
  private final PushRetry pushes;
  private final ChunkCollection chunks;
  private final DatasetHousekeeping datasets;
  private final UsageCounting usage;
  private final FunctionLog log;

  Deliver(
      PoolDelivery streams,
      PoolDelivery postSyncTriggers,
      PushRetry pushes,
      ChunkCollection chunks,
      DatasetHousekeeping datasets,
      UsageCounting usage,
      FunctionLog log) {
    this.streams = requireNonNull(streams);
    this.postSyncTriggers = requireNonNull(postSyncTriggers);
    this.pushes = requireNonNull(pushes);
    this.chunks = requireNonNull(chunks);
    this.datasets = requireNonNull(datasets);
    this.usage = requireNonNull(usage);
    this.log = requireNonNull(log);
  }

  /**
   * Does what messages say. What is remembered of pools is forgotten before: their changes may be
   * newer than that, and a pool that wants them by now must not lose them.
   *
   * @return the ids of the messages that have to come again
   */
  List<String> messages(List<ReceivedMessage> messages, QueueBatch batches) {
    streams.refresh();
    postSyncTriggers.refresh();
    return batches.run(messages, message -> message(message.body()));
  }

  /**
   * Does what a message says.
   *
   * @param body of the message
   * @throws RuntimeException if it has to be done again later, or there is no such message
   */
  void message(String body) {
    switch (read(body)) {
      case UndeliveredChange(Destination destination, OutwardChange change) ->
          change(
              switch (destination) {
                case KINESIS -> streams;
                case POST_SYNC_TRIGGER -> postSyncTriggers;
              },
              destination,
              change);
      case UndeliveredPush push -> {
        if (!pushes.retry(push)) {
          throw new UndeliveredException("The device could not be notified.");
        }
      }
      case CollectChunks message -> chunks.collect(message);
      case CollectGeneration message ->
          datasets.removeGeneration(message.dataset(), message.generation());
      case CountSize(DatasetSize size) -> usage.count(size);
    }
  }

  private QueueMessage read(String body) {
    try {
      return QueueMessageJson.read(body);
    } catch (IllegalArgumentException e) {
      log.write(
          LogLine.error(
                  "A message of the delivery queue cannot be read; it will end in the"
                      + " dead-letter queue.")
              .with("reason", e.getClass().getSimpleName()));
      throw e;
    }
  }

  private void change(PoolDelivery delivery, Destination destination, OutwardChange change) {
    DeliveryResult result =
        delivery.deliver(change.dataset().identity().identityPoolId(), List.of(change));
    switch (result) {
      case DeliveryResult.Delivered _ -> {}
      case DeliveryResult.Dropped(String reason) ->
          log.write(
              LogLine.info("A change that waited in the queue is dropped.")
                  .with("destination", destination)
                  .with("identityPoolId", change.dataset().identity().identityPoolId())
                  .with("reason", reason));
      case DeliveryResult.Deferred(List<OutwardChange> _, String reason) ->
          throw new UndeliveredException(reason);
      case DeliveryResult.Failed(List<OutwardChange> _, String reason) ->
          throw new UndeliveredException(reason);
    }
  }
}

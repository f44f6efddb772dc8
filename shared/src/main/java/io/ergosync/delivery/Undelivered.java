package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.json.Json;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.util.List;

/** Puts changes that could not be delivered into the queue. Safe for use by many threads. */
final class Undelivered {
  /** The most bytes of records in a message; a queue takes 256 KB, the rest of it included. */
  static final int RECORD_BYTES_MAX = 200_000;

  /** How long a change waits in the queue before it is first tried again. */
  static final Duration DELAY = Duration.ofSeconds(5);

  private final Destination destination;
  private final DeliveryQueue queue;
  private final ChangeObjects objects;
  private final FunctionLog log;

  Undelivered(
      Destination destination, DeliveryQueue queue, ChangeObjects objects, FunctionLog log) {
    this.destination = requireNonNull(destination);
    this.queue = requireNonNull(queue);
    this.objects = requireNonNull(objects);
    this.log = requireNonNull(log);
  }

  /** Puts changes of a pool in, in their order; records too large for a message become objects. */
  void queue(IdentityPoolId identityPoolId, List<OutwardChange> changes, String reason) {
    queue.send(changes.stream().map(this::message).toList(), DELAY);
    log.write(
        LogLine.warn("Changes could not be delivered and wait in the queue.")
            .with("destination", destination)
            .with("identityPoolId", identityPoolId)
            .with("reason", reason)
            .counting(Metric.DELIVERIES_QUEUED, changes.size()));
  }

  private UndeliveredChange message(OutwardChange change) {
    return new UndeliveredChange(
        destination,
        switch (change.records()) {
          case ChangedRecords.Here here when bytes(here) > RECORD_BYTES_MAX ->
              change.with(objects.put(change.dataset(), here.records()));
          case ChangedRecords _ -> change;
        });
  }

  private static int bytes(ChangedRecords.Here here) {
    return Json.ascii(ChangedRecordJson.array(here.records())).length();
  }
}

package io.ergosync.functions.repair;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.ChangeDelivery;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueuedDelivery;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.delivery.kinesis.KinesisDelivery;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.repair.RepairRequest.Target;
import io.ergosync.runtime.ChangeDeliveries;
import io.ergosync.runtime.Deliveries;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.storage.StoredDatasets;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The Lambda function of {@link Repair}, invoked directly by an administrator. The payload is
 * {@code {"identityPoolId", "identityId"?, "datasetName"?, "cursor"?}}, the answer {@code
 * {"repaired", "corrupt": [{"identityId", "datasetName", "reason"}], "notRepaired": [the same],
 * "cursor"}}, the cursor being null when all is done; or the payload is {@code {"identityPoolId",
 * "endBulkPublish": true}}, the answer {@code {"endedBulkPublish", "status"}}. A payload of neither
 * form fails the invocation with a message that says what is wrong. Safe for use by many threads.
 */
public final class RepairHandler implements RequestStreamHandler {
  private final Repair repair;

  /** What Lambda loads. */
  public RepairHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public RepairHandler(FunctionRuntime runtime) {
    FunctionLog log = new FunctionLog(System.out, runtime.metrics(), "Repair");
    StoredDatasets stored = Storages.storedDatasets(runtime);
    this.repair =
        new Repair(
            stored,
            new DatasetRepair(
                stored,
                Storages.datasets(runtime),
                Storages.housekeeping(runtime),
                Storages.usage(runtime),
                List.of(
                    byQueue(
                        runtime,
                        ChangeDeliveries.streams(runtime, KinesisDelivery.ATTEMPTS_TIME, log),
                        Destination.KINESIS,
                        log),
                    byQueue(
                        runtime,
                        ChangeDeliveries.postSyncTriggers(runtime, Duration.ZERO, log),
                        Destination.POST_SYNC_TRIGGER,
                        log)),
                Storages.pushConfiguration(runtime),
                Storages.devices(runtime),
                queue(runtime, log),
                runtime.clock()),
            Storages.bulkPublishes(runtime),
            Parallel.upTo(Repair.CONCURRENT_DATASETS_MAX),
            runtime.clock(),
            log);
  }

  /** A message that the queue never takes makes its dataset one that is not repaired. */
  private static DeliveryQueue queue(FunctionRuntime runtime, FunctionLog log) {
    return Deliveries.queue(
        runtime,
        (message, reason) -> {
          throw new UndeliveredException(reason);
        },
        log);
  }

  private static ChangeDelivery byQueue(
      FunctionRuntime runtime, PoolDelivery delivery, Destination destination, FunctionLog log) {
    return new QueuedDelivery(
        new LeftToTheQueue(delivery),
        destination,
        queue(runtime, log),
        ChangeDeliveries.objects(runtime),
        runtime.clock(),
        log);
  }

  /**
   * Leaves every change to the queue's reader, which has the permissions of each pool's stream and
   * function, and tries again for half a day.
   */
  private record LeftToTheQueue(PoolDelivery delivery) implements PoolDelivery {
    @Override
    public void refresh() {
      delivery.refresh();
    }

    @Override
    public boolean wanted(IdentityPoolId identityPoolId) {
      return delivery.wanted(identityPoolId);
    }

    @Override
    public DeliveryResult deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
      return new DeliveryResult.Deferred(changes, "A repair leaves it to the queue.");
    }
  }

  @Override
  public void handleRequest(InputStream payload, OutputStream answer, Context context)
      throws IOException {
    RepairRequest request =
        RepairRequest.read(new String(payload.readAllBytes(), StandardCharsets.UTF_8));
    ObjectNode result =
        switch (request) {
          case RepairRequest.Datasets(Target target, RepairPosition from) ->
              encode(target, repair.repair(target, from));
          case RepairRequest.EndBulkPublish(IdentityPoolId identityPoolId) ->
              Json.object()
                  .put("endedBulkPublish", repair.endBulkPublish(identityPoolId))
                  .put("status", status(repair.bulkPublish(identityPoolId)));
        };
    answer.write(Json.text(result).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode encode(Target target, Repair.Result result) {
    ObjectNode answer = Json.object();
    answer.put("repaired", result.repaired());
    encode(answer.putArray("corrupt"), result.corrupt());
    encode(answer.putArray("notRepaired"), result.notRepaired());
    answer.put("cursor", result.next().map(next -> next.cursor(target)).orElse(null));
    return answer;
  }

  private static void encode(ArrayNode array, List<Repair.Reported> datasets) {
    datasets.forEach(reported ->
        array
            .addObject()
            .put("identityId", reported.dataset().identity().identityId().value())
            .put("datasetName", reported.dataset().datasetName().value())
            .put("reason", reported.reason()));
  }

  /** In the words of GetBulkPublishDetails. */
  private static String status(BulkPublishState state) {
    return switch (state) {
      case BulkPublishState.NotStarted _ -> "NOT_STARTED";
      case BulkPublishState.InProgress _ -> "IN_PROGRESS";
      case BulkPublishState.Succeeded _ -> "SUCCEEDED";
      case BulkPublishState.Failed _ -> "FAILED";
    };
  }
}

package io.ergosync.functions.changes;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.InMemoryChangeObjects;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.PushDelivery;
import io.ergosync.delivery.PushRetry;
import io.ergosync.delivery.PushSender;
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
import io.ergosync.delivery.lambda.FunctionInvocation;
import io.ergosync.delivery.lambda.PostSyncDelivery;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.functions.changes.ChunkCollectionTest.Chunks;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.InMemoryDatasetStorage;
import io.ergosync.storage.InMemoryDeviceStorage;
import io.ergosync.telemetry.LogLines;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class DeliverTest {
  private static final LambdaFunctionArn FUNCTION =
      new LambdaFunctionArn("arn:aws:lambda:us-east-1:123456789012:function:learn");
  private static final OutwardChange CHANGE = change(7, record("color", "blue", 7));

  private final TestClock clock = new TestClock();
  private final List<DatasetSize> counted = new ArrayList<>();
  private final LogLines log = new LogLines();
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final Way streams = new Way();
  private final Way functions = new Way();
  private final InMemoryDatasetStorage datasets =
      new InMemoryDatasetStorage(Limits.DEFAULT, new TestClock());
  private final InMemoryDeviceStorage devices = new InMemoryDeviceStorage();
  private final Chunks chunks = new Chunks(ChunkUse.ABANDONED);
  private PushDelivery.Result pushed = PushDelivery.Result.Delivered.DELIVERED;

  private final Deliver deliver =
      new Deliver(
          streams,
          functions,
          new PushRetry(
              _ -> new PushSync(List.of("arn:aws:sns:us-east-1:123456789012:app/GCM/A"), ""),
              datasets,
              devices,
              new PushSender(_ -> pushed, devices, log.log()),
              clock,
              log.log()),
          new ChunkCollection(chunks, (_, _, _) -> true, queue, clock),
          chunks,
          counted::add,
          log.log());

  /** A way out that answers as it is told. */
  private static final class Way implements PoolDelivery {
    private DeliveryResult result = DeliveryResult.Delivered.DELIVERED;
    private final List<OutwardChange> given = new ArrayList<>();

    @Override
    public boolean wanted(IdentityPoolId identityPoolId) {
      return true;
    }

    @Override
    public DeliveryResult deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
      assertThat(identityPoolId).isEqualTo(POOL);
      given.addAll(changes);
      return result;
    }
  }

  private void message(QueueMessage message) {
    deliver.message(QueueMessageJson.write(message));
  }

  @ParameterizedTest
  @EnumSource(Destination.class)
  void message_undeliveredChange_goesWhereItWasToGo(Destination destination) {
    message(new UndeliveredChange(destination, CHANGE));

    assertThat((destination == Destination.KINESIS ? streams : functions).given)
        .containsExactly(CHANGE);
    assertThat((destination == Destination.KINESIS ? functions : streams).given).isEmpty();
  }

  @Test
  void message_changeThatFailsAgain_failsAndIsNotQueuedASecondTime() {
    streams.result = new DeliveryResult.Failed(List.of(CHANGE), "throttled");
    functions.result = new DeliveryResult.Deferred(List.of(CHANGE), "too large");

    assertThatThrownBy(() -> message(new UndeliveredChange(Destination.KINESIS, CHANGE)))
        .isInstanceOf(UndeliveredException.class)
        .hasMessage("throttled");
    assertThatThrownBy(() -> message(new UndeliveredChange(Destination.POST_SYNC_TRIGGER, CHANGE)))
        .isInstanceOf(UndeliveredException.class);
    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void message_changeThatNobodyWantsAnyMore_isDone() {
    streams.result = new DeliveryResult.Dropped("Streaming is off.");

    message(new UndeliveredChange(Destination.KINESIS, CHANGE));

    assertThat(log.lines()).singleElement().asString().contains("Streaming is off.");
  }

  @Test
  void message_undeliveredPush_failsForAsLongAsTheDeviceCanNotBeTold() {
    Device device =
        new Device(
            ALICE,
            DeviceId.of(ALICE, Platform.GCM, new PushToken("token")),
            Platform.GCM,
            "fingerprint",
            "arn:endpoint");
    devices.register(device);
    devices.subscribe(SETTINGS, device.deviceId());
    datasets.update(SETTINGS, update(replace("color", "blue", 0)));
    RegisteredDevice registered = devices.find(ALICE, device.deviceId()).orElseThrow();
    pushed = new PushDelivery.Result.Failed(new IllegalStateException("throttled"));

    assertThatThrownBy(() -> message(new UndeliveredPush(SETTINGS, 1, registered, NOW)))
        .isInstanceOf(UndeliveredException.class);

    pushed = PushDelivery.Result.Delivered.DELIVERED;
    message(new UndeliveredPush(SETTINGS, 1, registered, NOW));
  }

  @Test
  void message_chores_areDone() {
    DatasetSize size = new DatasetSize(SETTINGS, 4, 1_000, NOW);
    message(new CollectChunks(SETTINGS, 3, "abc", TestClock.START, false));
    message(new CollectGeneration(SETTINGS, 2));
    message(new CountSize(size));

    assertThat(chunks.removed()).containsExactly("3/abc", "generation 2");
    assertThat(counted).containsExactly(size);
  }

  /** The queue's delay is shorter than the time for which functions remember pools. */
  @Test
  void messages_ofAPoolThatWasSetSinceTheLast_areNotDropped() {
    boolean[] set = {false};
    List<String> invoked = new ArrayList<>();
    LambdaClient lambda =
        (LambdaClient)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {LambdaClient.class},
                (_, _, arguments) -> {
                  invoked.add(((InvokeRequest) arguments[0]).payload().asUtf8String());
                  return InvokeResponse.builder().statusCode(202).build();
                });
    PostSyncDelivery trigger =
        new PostSyncDelivery(
            _ -> set[0] ? Optional.of(FUNCTION) : Optional.empty(),
            new FunctionInvocation(_ -> lambda, Duration.ZERO),
            new InMemoryChangeObjects(),
            clock,
            log.log());
    Deliver reader =
        new Deliver(
            streams,
            trigger,
            new PushRetry(
                _ -> PushSync.NONE,
                datasets,
                devices,
                new PushSender(_ -> pushed, devices, log.log()),
                clock,
                log.log()),
            new ChunkCollection(chunks, (_, _, _) -> true, queue, clock),
            chunks,
            counted::add,
            log.log());
    QueueBatch batches =
        new QueueBatch((_, _) -> {}, Duration.ofSeconds(30), clock, new Random(1), log.log());
    List<ReceivedMessage> one =
        List.of(
            new ReceivedMessage(
                "m",
                "h",
                QueueMessageJson.write(
                    new UndeliveredChange(Destination.POST_SYNC_TRIGGER, CHANGE)),
                1,
                "arn"));

    assertThat(reader.messages(one, batches)).isEmpty();
    assertThat(invoked).isEmpty();
    set[0] = true;
    clock.advance(Duration.ofSeconds(5));
    assertThat(reader.messages(one, batches)).isEmpty();

    assertThat(invoked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{}", "[]", "{\"kind\":\"COLLECT_GENERATION\"}"})
  void message_thatCanNotBeRead_failsAndIsToldInTheLog(String body) {
    assertThatThrownBy(() -> deliver.message(body)).isInstanceOf(IllegalArgumentException.class);

    assertThat(log.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.path("level").asText()).isEqualTo("ERROR"));
  }
}

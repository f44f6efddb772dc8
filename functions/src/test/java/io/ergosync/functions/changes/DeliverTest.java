package io.ergosync.functions.changes;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.delivery.PushDelivery;
import io.ergosync.delivery.PushRetry;
import io.ergosync.delivery.PushSender;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.IdentityPoolId;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverTest {
  private static final OutwardChange CHANGE = change(7, record("color", "blue", 7));

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
              log.log()),
          new ChunkCollection(chunks, queue),
          chunks,
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

    assertThatThrownBy(() -> message(new UndeliveredPush(SETTINGS, 1, registered)))
        .isInstanceOf(UndeliveredException.class);

    pushed = PushDelivery.Result.Delivered.DELIVERED;
    message(new UndeliveredPush(SETTINGS, 1, registered));
  }

  @Test
  void message_chores_areDone() {
    message(new CollectChunks(SETTINGS, 3, "abc", false));
    message(new CollectGeneration(SETTINGS, 2));

    assertThat(chunks.removed()).containsExactly("3/abc", "generation 2");
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

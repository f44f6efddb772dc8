package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.delivery.PushDelivery;
import io.ergosync.delivery.PushRetry;
import io.ergosync.delivery.PushSender;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.Device;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.runtime.CapacityMeter;
import io.ergosync.runtime.MeteredDynamoDbClient;
import io.ergosync.telemetry.LogLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the retry of a push costs: as much as its device, whatever others there are. */
class PushRetryCapacityTest {
  private static final int DEVICES = Integer.getInteger("push.devices", 100);

  private final TestClock clock = new TestClock();
  private final LogLines log = new LogLines();
  private final CapacityMeter meter = new CapacityMeter();
  private final String table = LocalTables.create();
  private final MeteredDynamoDbClient client =
      new MeteredDynamoDbClient(LocalTables.client(), meter);
  private final DynamoDbDatasetStorage datasets =
      StorageOnLocalTables.create(client, table, StorageSettings.DEFAULT, Limits.DEFAULT, clock);
  private final DynamoDbDeviceStorage devices =
      new DynamoDbDeviceStorage(client, table, new Random(1), Backoff.fullJitter(new Random(2)));

  @Test
  void retries_costWhatTheirOwnDevicesCost() {
    datasets.update(SETTINGS, update(replace("color", "blue", 0)));
    List<RegisteredDevice> all = new ArrayList<>();
    for (int number = 0; number < DEVICES; number++) {
      Device device =
          Device.of(
              ALICE,
              Platform.GCM,
              new PushToken("token" + number),
              "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/A/" + number);
      devices.register(device);
      devices.subscribe(SETTINGS, device.deviceId());
      all.add(devices.find(ALICE, device.deviceId()).orElseThrow());
    }
    PushRetry retry =
        new PushRetry(
            _ -> new PushSync(List.of("arn:aws:sns:us-east-1:123456789012:app/GCM/A"), ""),
            datasets,
            devices,
            new PushSender(
                _ -> new PushDelivery.Result.Failed(new IllegalStateException("throttled")),
                devices,
                log.log()),
            clock,
            log.log());
    double before = meter.readUnits();

    all.forEach(
        device -> assertThat(retry.retry(new UndeliveredPush(SETTINGS, 1, device, NOW))).isFalse());

    // The head, the subscription and the device.
    assertThat(meter.readUnits() - before).isEqualTo(3.0 * DEVICES);
  }
}

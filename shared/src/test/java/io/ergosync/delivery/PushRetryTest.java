package io.ergosync.delivery;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.delivery.PushDelivery.Result;
import io.ergosync.delivery.PushSender.Outcome;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.Device;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.InMemoryDatasetStorage;
import io.ergosync.storage.InMemoryDeviceStorage;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.FunctionLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link PushSender} and {@link PushRetry}: what follows from what comes of a push. */
class PushRetryTest {
  private static final Device PHONE = Pushes.device(Platform.GCM, "phone");

  private final TestClock clock = new TestClock();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final InMemoryDeviceStorage devices = new InMemoryDeviceStorage();
  private final InMemoryDatasetStorage datasets = new InMemoryDatasetStorage(Limits.DEFAULT, clock);
  private final List<Push> delivered = new ArrayList<>();
  private Result result = Result.Delivered.DELIVERED;
  private PushSync pushSync = new PushSync(List.of("arn:application"), Pushes.ROLE);

  private final FunctionLog log =
      new FunctionLog(
          new PrintStream(logged, true, StandardCharsets.UTF_8),
          new EmbeddedMetrics(clock, "test"),
          "Test");
  private final PushSender sender =
      new PushSender(
          push -> {
            delivered.add(push);
            return result;
          },
          devices,
          log);
  private final PushRetry retry =
      new PushRetry(_ -> pushSync, datasets, devices, sender, clock, log);

  @BeforeEach
  void subscribe() {
    datasets.update(SETTINGS, update(replace("a", "1", 0)));
    devices.register(PHONE);
    devices.subscribe(SETTINGS, PHONE.deviceId());
  }

  @Test
  void retry_tellsTheDeviceAsItIsRegisteredNow() {
    RegisteredDevice before = phone();
    Device moved =
        new Device(
            ALICE, PHONE.deviceId(), PHONE.platform(), PHONE.tokenFingerprint(), "arn:elsewhere");
    devices.register(moved);

    assertThat(retry.retry(Pushes.push(before).undelivered(NOW))).isTrue();

    assertThat(delivered).containsExactly(Pushes.push(phone()));
    assertThat(delivered.getFirst().device().device().endpointArn()).isEqualTo("arn:elsewhere");
    assertThat(log()).contains("\"Pushes\":1");
  }

  @Test
  void retry_thatFailsAgain_saysSo() {
    result = new Result.Failed(new IllegalStateException("still down"));

    assertThat(retry.retry(Pushes.push(phone()).undelivered(NOW))).isFalse();
    assertThat(log()).contains("still down").doesNotContain("\"Pushes\":");
  }

  @Test
  void retry_thatIsRefused_endsThere() {
    result = new Result.Refused("The role cannot be assumed.");

    assertThat(retry.retry(Pushes.push(phone()).undelivered(NOW))).isTrue();
    assertThat(log()).contains("\"level\":\"WARN\"", "The role cannot be assumed.");
  }

  @Test
  void retry_thatIsForbidden_goesOnForSomeMinutes() {
    result = new Result.Denied("The role cannot be assumed.");
    UndeliveredPush push = Pushes.push(phone()).undelivered(clock.instant());

    assertThat(retry.retry(push)).isFalse();
    clock.advance(PushRetry.DENIED_TIME_MAX);
    assertThat(retry.retry(push)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(retry.retry(push)).isTrue();
    assertThat(log()).contains("\"level\":\"WARN\"", "The role cannot be assumed.");
  }

  @Test
  void retry_readsNothingOfOtherDevices() {
    for (int number = 0; number < 50; number++) {
      Device other = Pushes.device(Platform.GCM, "other" + number);
      devices.register(other);
      devices.subscribe(SETTINGS, other.deviceId());
    }
    DeviceStorage onlyOne =
        (DeviceStorage)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DeviceStorage.class},
                (_, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("subscribed");
                  return method.invoke(devices, arguments);
                });

    assertThat(
            new PushRetry(_ -> pushSync, datasets, onlyOne, sender, clock, log)
                .retry(Pushes.push(phone()).undelivered(NOW)))
        .isTrue();
    assertThat(delivered).containsExactly(Pushes.push(phone()));
  }

  @Test
  void retry_ofADeviceThatIsGoneOrNotSubscribedAnyMore_isNothing() {
    RegisteredDevice before = phone();
    devices.unsubscribe(SETTINGS, PHONE.deviceId());
    assertThat(retry.retry(Pushes.push(before).undelivered(NOW))).isTrue();
    devices.drop(before);
    assertThat(retry.retry(Pushes.push(before).undelivered(NOW))).isTrue();

    assertThat(delivered).isEmpty();
  }

  @Test
  void retry_ofADatasetThatIsGone_isNothing() {
    datasets.delete(SETTINGS);

    assertThat(retry.retry(Pushes.push(phone()).undelivered(NOW))).isTrue();
    assertThat(delivered).isEmpty();
  }

  @Test
  void retry_ofAPoolThatPushesNoMore_isNothing() {
    pushSync = PushSync.NONE;

    assertThat(retry.retry(Pushes.push(phone()).undelivered(NOW))).isTrue();
    assertThat(delivered).isEmpty();
  }

  @Test
  void retry_whileTheStorageFails_throws() {
    PushRetry failing =
        new PushRetry(
            _ -> {
              throw new IllegalStateException("the table is gone");
            },
            datasets,
            devices,
            sender,
            clock,
            log);

    assertThatThrownBy(() -> failing.retry(Pushes.push(phone()).undelivered(NOW)))
        .hasMessage("the table is gone");
  }

  @Test
  void send_toAnEndpointThatIsGone_dropsTheDeviceAndCountsIt() {
    result = Result.EndpointGone.ENDPOINT_GONE;

    assertThat(sender.send(Pushes.push(phone()))).isEqualTo(Outcome.DROPPED);

    assertThat(devices.find(ALICE, PHONE.deviceId())).isEmpty();
    assertThat(log()).contains("\"DevicesDropped\":1", PHONE.endpointArn());
  }

  @Test
  void send_toAnEndpointThatIsGone_ofADeviceThatWasRegisteredAgain_isTriedAgain() {
    RegisteredDevice before = phone();
    devices.register(PHONE);
    result = Result.EndpointGone.ENDPOINT_GONE;

    assertThat(sender.send(Pushes.push(before))).isEqualTo(Outcome.FAILED);

    assertThat(devices.find(ALICE, PHONE.deviceId())).isPresent();
    assertThat(log()).doesNotContain("DevicesDropped");
  }

  private RegisteredDevice phone() {
    return devices.find(ALICE, PHONE.deviceId()).orElseThrow();
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }
}

package io.ergosync.storage;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RegisteredDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceStorage} must do. Run by one subclass for each. */
public abstract class DeviceStorageContract {
  private static final Device PHONE = device(ALICE, "phone");
  private static final Device TABLET = device(ALICE, "tablet");

  private DeviceStorage storage;

  /** A new, empty storage. */
  protected abstract DeviceStorage create();

  @BeforeEach
  final void createStorage() {
    storage = create();
  }

  @Test
  void register_ofANewDevice_makesItKnownToItsIdentityAlone() {
    storage.register(PHONE);

    assertThat(found(PHONE).device()).isEqualTo(PHONE);
    assertThat(found(PHONE).registrations()).isEqualTo(1);
    assertThat(storage.find(BOB, PHONE.deviceId())).isEmpty();
    assertThat(storage.find(ALICE, TABLET.deviceId())).isEmpty();
  }

  @Test
  void subscribed_isTheDeviceItselfAsLongAsItWantsToKnow() {
    storage.register(PHONE);
    storage.register(TABLET);
    storage.subscribe(SETTINGS, TABLET.deviceId());
    assertThat(storage.subscribed(SETTINGS, PHONE.deviceId())).isEmpty();

    storage.subscribe(SETTINGS, PHONE.deviceId());
    assertThat(storage.subscribed(SETTINGS, PHONE.deviceId())).contains(found(PHONE));
    assertThat(storage.subscribed(dataset("other"), PHONE.deviceId())).isEmpty();

    storage.unsubscribe(SETTINGS, PHONE.deviceId());
    assertThat(storage.subscribed(SETTINGS, PHONE.deviceId())).isEmpty();
    storage.drop(found(TABLET));
    storage.register(TABLET);
    assertThat(storage.subscribed(SETTINGS, TABLET.deviceId())).isEmpty();
  }

  @Test
  void register_again_takesTheNewEndpointAndKeepsLifeAndSubscriptions() {
    storage.register(PHONE);
    String life = found(PHONE).life();
    storage.subscribe(SETTINGS, PHONE.deviceId());
    Device moved =
        new Device(
            ALICE, PHONE.deviceId(), PHONE.platform(), PHONE.tokenFingerprint(), "arn:elsewhere");

    storage.register(moved);

    assertThat(found(PHONE)).isEqualTo(new RegisteredDevice(moved, life, 2));
    assertThat(storage.subscribedDevices(SETTINGS)).containsExactly(found(PHONE));
  }

  @Test
  void register_byManyAtOnce_isOneDeviceInOneLife() throws Exception {
    List<String> lives = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<String>> futures =
          IntStream.range(0, 16)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    start.await();
                    storage.register(PHONE);
                    return found(PHONE).life();
                  }))
              .toList();
      start.countDown();
      for (Future<String> future : futures) {
        lives.add(future.get());
      }
    }

    assertThat(lives).containsOnly(found(PHONE).life());
    assertThat(found(PHONE).registrations()).isEqualTo(16);
  }

  @Test
  void subscribe_isForOneDatasetAndMayBeRepeated() {
    storage.register(PHONE);
    storage.register(TABLET);

    storage.subscribe(SETTINGS, PHONE.deviceId());
    storage.subscribe(SETTINGS, PHONE.deviceId());
    storage.subscribe(SETTINGS, TABLET.deviceId());
    storage.subscribe(dataset("settings.more"), TABLET.deviceId());

    assertThat(storage.subscribedDevices(SETTINGS))
        .extracting(RegisteredDevice::device)
        .containsExactlyInAnyOrder(PHONE, TABLET);
    assertThat(storage.subscribedDevices(dataset("settings.more"))).containsExactly(found(TABLET));
    assertThat(storage.subscribedDevices(dataset("sett"))).isEmpty();
    assertThat(storage.subscribedDevices(BOB.dataset(SETTINGS.datasetName()))).isEmpty();
  }

  @Test
  void subscribe_andUnsubscribe_ofAnUnknownDevice_areRefused() {
    storage.register(PHONE);
    DatasetId ofBob = BOB.dataset(SETTINGS.datasetName());

    assertThatThrownBy(() -> storage.subscribe(SETTINGS, TABLET.deviceId()))
        .isInstanceOf(DeviceNotFoundException.class);
    assertThatThrownBy(() -> storage.subscribe(ofBob, PHONE.deviceId()))
        .isInstanceOf(DeviceNotFoundException.class);
    assertThatThrownBy(() -> storage.unsubscribe(SETTINGS, TABLET.deviceId()))
        .isInstanceOf(DeviceNotFoundException.class);
  }

  @Test
  void unsubscribe_endsOneSubscriptionAndMayBeRepeated() {
    storage.register(PHONE);
    storage.subscribe(SETTINGS, PHONE.deviceId());
    storage.subscribe(dataset("other"), PHONE.deviceId());

    storage.unsubscribe(SETTINGS, PHONE.deviceId());
    storage.unsubscribe(SETTINGS, PHONE.deviceId());

    assertThat(storage.subscribedDevices(SETTINGS)).isEmpty();
    assertThat(storage.subscribedDevices(dataset("other"))).containsExactly(found(PHONE));
  }

  @Test
  void subscribedDevices_ofMoreThanABatch_areAllFound() {
    List<Device> many = IntStream.range(0, 120).mapToObj(i -> device(ALICE, "d" + i)).toList();
    many.forEach(device -> {
      storage.register(device);
      storage.subscribe(SETTINGS, device.deviceId());
    });

    assertThat(storage.subscribedDevices(SETTINGS))
        .extracting(RegisteredDevice::device)
        .containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  void drop_forgetsTheDeviceWithItsSubscriptionsAndMayBeRepeated() {
    storage.register(PHONE);
    storage.register(TABLET);
    storage.subscribe(SETTINGS, PHONE.deviceId());
    storage.subscribe(SETTINGS, TABLET.deviceId());
    storage.subscribe(dataset("other"), PHONE.deviceId());
    RegisteredDevice phone = found(PHONE);

    assertThat(storage.drop(phone)).isTrue();
    assertThat(storage.drop(phone)).isTrue();

    assertThat(storage.find(ALICE, PHONE.deviceId())).isEmpty();
    assertThat(storage.subscribedDevices(SETTINGS)).containsExactly(found(TABLET));
    assertThat(storage.subscribedDevices(dataset("other"))).isEmpty();
    storage.register(PHONE);
    assertThat(storage.subscribedDevices(SETTINGS)).containsExactly(found(TABLET));
  }

  @Test
  void drop_ofADeviceThatWasRegisteredAgain_leavesItAlone() {
    storage.register(PHONE);
    storage.subscribe(SETTINGS, PHONE.deviceId());
    RegisteredDevice before = found(PHONE);
    storage.register(PHONE);

    assertThat(storage.drop(before)).isFalse();
    assertThat(storage.subscribedDevices(SETTINGS)).containsExactly(found(PHONE));
  }

  @Test
  void drop_ofAnEarlierLife_leavesTheNewOneAlone() {
    storage.register(PHONE);
    RegisteredDevice before = found(PHONE);
    storage.drop(before);
    storage.register(PHONE);
    storage.subscribe(SETTINGS, PHONE.deviceId());

    assertThat(storage.drop(before)).isFalse();
    assertThat(storage.subscribedDevices(SETTINGS)).containsExactly(found(PHONE));
  }

  private RegisteredDevice found(Device device) {
    return storage.find(device.identity(), new DeviceId(device.deviceId().value())).orElseThrow();
  }

  private static Device device(Identity identity, String token) {
    return Device.of(identity, Platform.GCM, new PushToken(token), "arn:of:" + token);
  }
}

package io.ergosync.storage;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.RegisteredDevice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Devices in plain maps, for the tests of operations; the contract suite proves it. */
public final class InMemoryDeviceStorage implements DeviceStorage {
  private final Map<Key, RegisteredDevice> devices = new HashMap<>();
  private final Map<DatasetId, Set<DeviceId>> subscriptions = new HashMap<>();
  private int lives;

  private record Key(Identity identity, DeviceId deviceId) {}

  @Override
  public synchronized void register(Device device) {
    Key key = new Key(device.identity(), device.deviceId());
    RegisteredDevice before =
        devices.getOrDefault(key, new RegisteredDevice(device, "life-" + lives++, 0));
    devices.put(key, new RegisteredDevice(device, before.life(), before.registrations() + 1));
  }

  @Override
  public synchronized Optional<RegisteredDevice> find(Identity identity, DeviceId deviceId) {
    return Optional.ofNullable(devices.get(new Key(identity, deviceId)));
  }

  @Override
  public synchronized void subscribe(DatasetId dataset, DeviceId deviceId) {
    require(dataset, deviceId);
    subscriptions.computeIfAbsent(dataset, _ -> new HashSet<>()).add(deviceId);
  }

  @Override
  public synchronized void unsubscribe(DatasetId dataset, DeviceId deviceId) {
    require(dataset, deviceId);
    subscriptions.getOrDefault(dataset, new HashSet<>()).remove(deviceId);
  }

  private void require(DatasetId dataset, DeviceId deviceId) {
    if (find(dataset.identity(), deviceId).isEmpty()) {
      throw new DeviceNotFoundException(deviceId.value());
    }
  }

  @Override
  public synchronized List<RegisteredDevice> subscribedDevices(DatasetId dataset) {
    return subscriptions.getOrDefault(dataset, Set.of()).stream()
        .map(deviceId -> devices.get(new Key(dataset.identity(), deviceId)))
        .sorted(Comparator.comparing(registered -> registered.device().deviceId().value()))
        .toList();
  }

  @Override
  public synchronized Optional<RegisteredDevice> subscribed(DatasetId dataset, DeviceId deviceId) {
    return subscriptions.getOrDefault(dataset, Set.of()).contains(deviceId)
        ? find(dataset.identity(), deviceId)
        : Optional.empty();
  }

  @Override
  public synchronized boolean drop(RegisteredDevice registered) {
    Device device = registered.device();
    Optional<RegisteredDevice> found = find(device.identity(), device.deviceId());
    if (found.isPresent() && !found.get().equals(registered)) {
      return false;
    }
    devices.remove(new Key(device.identity(), device.deviceId()));
    subscriptions.forEach((dataset, subscribed) -> {
      if (dataset.identity().equals(device.identity())) {
        subscribed.remove(device.deviceId());
      }
    });
    return true;
  }
}

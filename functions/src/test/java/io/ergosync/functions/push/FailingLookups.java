package io.ergosync.functions.push;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.storage.DeviceStorage;
import java.util.List;
import java.util.Optional;

/** A storage that does not tell who subscribed to one dataset. */
record FailingLookups(DeviceStorage storage, DatasetId failing, RuntimeException failure)
    implements DeviceStorage {
  @Override
  public List<RegisteredDevice> subscribedDevices(DatasetId dataset) {
    if (dataset.equals(failing)) {
      throw failure;
    }
    return storage.subscribedDevices(dataset);
  }

  @Override
  public void register(Device device) {
    storage.register(device);
  }

  @Override
  public Optional<RegisteredDevice> find(Identity identity, DeviceId deviceId) {
    return storage.find(identity, deviceId);
  }

  @Override
  public void subscribe(DatasetId dataset, DeviceId deviceId) {
    storage.subscribe(dataset, deviceId);
  }

  @Override
  public void unsubscribe(DatasetId dataset, DeviceId deviceId) {
    storage.unsubscribe(dataset, deviceId);
  }

  @Override
  public Optional<RegisteredDevice> subscribed(DatasetId dataset, DeviceId deviceId) {
    return storage.subscribed(dataset, deviceId);
  }

  @Override
  public boolean drop(RegisteredDevice device) {
    return storage.drop(device);
  }
}

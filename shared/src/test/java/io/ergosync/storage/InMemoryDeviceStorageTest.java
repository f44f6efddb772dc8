package io.ergosync.storage;

class InMemoryDeviceStorageTest extends DeviceStorageContract {
  @Override
  protected DeviceStorage create() {
    return new InMemoryDeviceStorage();
  }
}

package io.ergosync.domain;

/** No device of the identity has that id, or no longer. */
public final class DeviceNotFoundException extends StorageException {
  /**
   * @param deviceId what was asked for, which need not be an id that a device can have
   */
  public DeviceNotFoundException(String deviceId) {
    super("Device " + deviceId + " is not registered.");
  }
}

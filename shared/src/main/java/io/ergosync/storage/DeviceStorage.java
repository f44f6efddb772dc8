package io.ergosync.storage;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.RegisteredDevice;
import java.util.List;
import java.util.Optional;

/**
 * Which devices an identity has, and what they want to be told of. Each method is one row of the
 * access patterns in docs/storage-model.md and may be called by any number of threads and processes
 * at the same time; each may be repeated.
 *
 * <p>What a method refuses or fails with is a {@link io.ergosync.domain.StorageException}. Any
 * other exception means that the outcome is unknown.
 */
public interface DeviceStorage {
  /**
   * Registers a device, or registers it anew: its newest endpoint counts, its subscriptions stay
   * (access pattern D1).
   */
  void register(Device device);

  /** A device of an identity (access pattern D2); empty if it is not registered. */
  Optional<RegisteredDevice> find(Identity identity, DeviceId deviceId);

  /**
   * Has a device told of every later change of a dataset, which need not exist (access pattern D3).
   *
   * @throws io.ergosync.domain.DeviceNotFoundException if the identity has no such device
   */
  void subscribe(DatasetId dataset, DeviceId deviceId);

  /**
   * Has a device told no more of a dataset, whether or not it was (access pattern D4).
   *
   * @throws io.ergosync.domain.DeviceNotFoundException if the identity has no such device
   */
  void unsubscribe(DatasetId dataset, DeviceId deviceId);

  /** The devices that are to be told of a dataset's changes (access pattern D5), by device id. */
  List<RegisteredDevice> subscribedDevices(DatasetId dataset);

  /**
   * A device, if it is to be notified of a dataset's changes (access pattern D5a): what a retry
   * needs, whatever other devices there are.
   */
  Optional<RegisteredDevice> subscribed(DatasetId dataset, DeviceId deviceId);

  /**
   * Forgets a device that cannot be reached any more, with its subscriptions (access pattern D6).
   * If it was registered again since it was found, it stays: its app has just said that it can be.
   *
   * @return whether it was dropped, now or before; false if it was registered again
   */
  boolean drop(RegisteredDevice device);
}

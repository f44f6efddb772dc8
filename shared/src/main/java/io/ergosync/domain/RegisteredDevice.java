package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * A device as it was found.
 *
 * @param life tells this life of the device from the one after it was dropped and registered again:
 *     subscriptions belong to a life
 * @param registrations how often it was registered in this life; a drop that has not seen the
 *     newest one does nothing
 */
public record RegisteredDevice(Device device, String life, long registrations) {
  public RegisteredDevice {
    requireNonNull(device);
    requireNonNull(life);
  }
}

package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * Who made an update.
 *
 * @param lastModifiedBy what LastModifiedBy says: the developer's account id, or the device id, or
 *     the identity id
 * @param deviceId the device that gave its id, to be spared the push; empty if none did
 */
public record Author(String lastModifiedBy, String deviceId) {
  public Author {
    requireNonNull(lastModifiedBy);
    requireNonNull(deviceId);
  }
}

package io.ergosync.delivery;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.SETTINGS;

import io.ergosync.domain.Device;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RegisteredDevice;

/** Devices and pushes for tests. */
public final class Pushes {
  public static final String ROLE = "arn:aws:iam::123456789012:role/ergosync/push";

  private Pushes() {}

  /** A device of Alice's with an endpoint of its own. */
  public static Device device(Platform platform, String token) {
    return Device.of(
        ALICE,
        platform,
        new PushToken(token),
        "arn:aws:sns:eu-west-1:123456789012:endpoint/%s/Sample/%s".formatted(platform, token));
  }

  /** The push that tells a device of the seventh commit of the settings. */
  static Push push(Device device) {
    return push(new RegisteredDevice(device, "life-0", 1));
  }

  /** The push that tells a device of the seventh commit of the settings. */
  public static Push push(RegisteredDevice device) {
    return new Push(SETTINGS, 7, device, ROLE);
  }
}

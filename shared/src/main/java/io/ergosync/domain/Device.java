package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * A device of an identity that can be told of changes.
 *
 * @param tokenFingerprint tells which token it registered with, without telling the token
 * @param endpointArn the SNS platform endpoint that reaches it
 */
public record Device(
    Identity identity,
    DeviceId deviceId,
    Platform platform,
    String tokenFingerprint,
    String endpointArn) {
  public Device {
    requireNonNull(identity);
    requireNonNull(deviceId);
    requireNonNull(platform);
    requireNonNull(tokenFingerprint);
    requireNonNull(endpointArn);
  }

  /** The device that a token reaches by an endpoint. */
  public static Device of(
      Identity identity, Platform platform, PushToken token, String endpointArn) {
    return new Device(
        identity,
        DeviceId.of(identity, platform, token),
        platform,
        token.fingerprint(),
        endpointArn);
  }
}

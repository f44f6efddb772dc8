package io.ergosync.domain;

import java.util.HexFormat;

/**
 * What a push service knows an app on a device by. Who has it may be able to reach the device, so
 * it is neither logged nor stored.
 *
 * @param value 1 to 4,096 characters; anything else is an {@link IllegalArgumentException}. The
 *     service model has no limit; the tokens that platforms issue have a few hundred characters
 */
public record PushToken(String value) {
  /** The longest token, in characters. */
  public static final int LENGTH_MAX = 4_096;

  public PushToken {
    if (value.isEmpty() || value.codePointCount(0, value.length()) > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a push token has 1 to %s characters".formatted(LENGTH_MAX));
    }
  }

  /** A fingerprint that tells tokens apart without telling them: SHA-256 in 64 hex digits. */
  public String fingerprint() {
    return HexFormat.of().formatHex(Sha256.of(value));
  }

  @Override
  public String toString() {
    return "PushToken[hidden]";
  }
}

package io.ergosync.domain;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a registered device. It follows from identity, platform and token, so that whoever
 * registers the same again, at the same time even, gets the same id without anything to look up.
 *
 * @param value a UUID in lower case; anything else is an {@link IllegalArgumentException}
 */
public record DeviceId(String value) {
  private static final int LENGTH = 36;
  private static final Pattern PATTERN =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final long VERSION = 0x8000L;
  private static final long VERSION_BITS = 0xF000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;

  public DeviceId {
    Values.check("device id", value, LENGTH, PATTERN);
  }

  /** The id of a device: a UUID of version 8 (RFC 9562, 5.8), the one for hashes of one's own. */
  public static DeviceId of(Identity identity, Platform platform, PushToken token) {
    // Neither ids nor platforms have a number sign, so that no two devices make the same text.
    ByteBuffer hash =
        ByteBuffer.wrap(
            Sha256.of(
                String.join(
                    "#",
                    identity.identityPoolId().value(),
                    identity.identityId().value(),
                    platform.name(),
                    token.value())));
    long high = (hash.getLong() & ~VERSION_BITS) | VERSION;
    long low = (hash.getLong() & ~VARIANT_BITS) | VARIANT;
    return new DeviceId(new UUID(high, low).toString());
  }

  /**
   * The device id that a text is; empty if no device can have it. The API lets through any text of
   * up to 256 characters, more than a sort key can hold.
   */
  public static Optional<DeviceId> parse(String text) {
    return PATTERN.matcher(text).matches() ? Optional.of(new DeviceId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.ergosync.domain;

import java.util.regex.Pattern;

/**
 * The id of an identity, such as {@code us-east-1:abcdefab-1234-1234-1234-abcdefabcdef}.
 *
 * @param value 1 to 55 characters of the service model's pattern; anything else is an {@link
 *     IllegalArgumentException}
 */
public record IdentityId(String value) {
  /** The longest id, in characters. */
  public static final int LENGTH_MAX = IdentityPoolId.LENGTH_MAX;

  /** The service model's pattern: the same as an identity pool's. */
  public static final Pattern PATTERN = IdentityPoolId.PATTERN;

  public IdentityId {
    Values.check("identity id", value, LENGTH_MAX, PATTERN);
  }

  @Override
  public String toString() {
    return value;
  }
}

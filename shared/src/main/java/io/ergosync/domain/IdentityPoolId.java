package io.ergosync.domain;

import java.util.regex.Pattern;

/**
 * The id of an identity pool, such as {@code us-east-1:12345678-1234-1234-1234-123456789012}.
 *
 * @param value 1 to 55 characters of the service model's pattern; anything else is an {@link
 *     IllegalArgumentException}
 */
public record IdentityPoolId(String value) {
  /** The longest id, in characters; identity ids share the rule. */
  public static final int LENGTH_MAX = 55;

  /** The service model's pattern: hexadecimal digits in lower case only. */
  public static final Pattern PATTERN = Pattern.compile("[\\w-]+:[0-9a-f-]+");

  public IdentityPoolId {
    Values.check("identity pool id", value, LENGTH_MAX, PATTERN);
  }

  @Override
  public String toString() {
    return value;
  }
}

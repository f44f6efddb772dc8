package io.ergosync.local.permissions;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** IAM's wildcards: {@code *} is any text, the empty one included, and {@code ?} any character. */
final class Wildcards {
  private static final String ANY = "*";
  private static final int ARN_SEGMENTS = 6;

  private Wildcards() {}

  /** Whether a text is as a pattern says. Case matters, as it does to {@code StringLike}. */
  static boolean matches(String pattern, String text) {
    return Pattern.compile(
            pattern.codePoints().mapToObj(Wildcards::expression).collect(Collectors.joining()),
            Pattern.DOTALL)
        .matcher(text)
        .matches();
  }

  private static String expression(int character) {
    return switch (character) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(Character.toString(character));
    };
  }

  /** Whether an action is as a pattern says; IAM does not care for the case of actions. */
  static boolean matchesAction(String pattern, String action) {
    return matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether an ARN is as a pattern says. A wildcard stays within its segment, of which the last one
   * has all that follows the fifth colon; {@code *} alone is every ARN.
   */
  static boolean matchesArn(String pattern, String arn) {
    if (pattern.equals(ANY)) {
      return true;
    }
    String[] patterns = pattern.split(":", ARN_SEGMENTS);
    String[] segments = arn.split(":", ARN_SEGMENTS);
    if (patterns.length != segments.length) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!matches(patterns[i], segments[i])) {
        return false;
      }
    }
    return true;
  }
}

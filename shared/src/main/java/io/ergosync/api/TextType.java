package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * A string of the service model. Lengths count characters as Unicode does (code points); a pattern
 * matches the whole string.
 *
 * @param shown whether a refused one is repeated to the client
 */
record TextType(int lengthMin, int lengthMax, Pattern pattern, boolean shown)
    implements MemberType<String> {
  /** The pattern of strings that have none. */
  static final Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);

  @Override
  public Parsed<String> parse(JsonNode node, Refusals refusals) {
    if (!node.isTextual()) {
      refusals.refuseUnseen("Member must be a string");
      return Parsed.invalid();
    }
    String text = node.textValue();
    if (!wellFormed(text)) {
      refusals.refuseUnseen("Member must be well-formed Unicode: it has half a surrogate pair");
      return Parsed.invalid();
    }
    int length = text.codePointCount(0, text.length());
    boolean valid = true;
    if (length < lengthMin) {
      valid = refuse(text, refusals, "length greater than or equal to " + lengthMin);
    }
    if (length > lengthMax) {
      valid = refuse(text, refusals, "length less than or equal to " + lengthMax);
    }
    if (!pattern.matcher(text).matches()) {
      valid = false;
      tell(text, refusals, "Member must satisfy regular expression pattern: " + pattern);
    }
    return valid ? Parsed.of(text) : Parsed.invalid();
  }

  private boolean refuse(String text, Refusals refusals, String rule) {
    tell(text, refusals, "Member must have " + rule);
    return false;
  }

  private void tell(String text, Refusals refusals, String rule) {
    if (shown) {
      refusals.refuse(text, rule);
    } else {
      refusals.refuseUnseen(rule);
    }
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}

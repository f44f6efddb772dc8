package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as clients send them: as JSON numbers, or as texts with a number in them, which is how
 * the query has them and how some clients write dates.
 */
final class Numbers {
  /** What keeps a number small enough to compute with: 1E999999999 would take gigabytes. */
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

  private Numbers() {}

  /** The number, if the member is one of a sensible size. */
  static Optional<BigDecimal> parse(JsonNode node) {
    if (!node.isNumber() && !node.isTextual()) {
      return Optional.empty();
    }
    String text = node.asText();
    return text.length() <= 100 && DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** Refuses a member, showing it where it is a number or a text. */
  static void refuse(JsonNode node, MemberType.Refusals refusals, String rule) {
    if (node.isNumber() || node.isTextual()) {
      refusals.refuse(node.asText(), rule);
    } else {
      refusals.refuseUnseen(rule);
    }
  }
}

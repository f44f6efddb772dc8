package io.ergosync.simulation.dynamodb;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the service does to items as it takes and gives them. */
final class Items {
  /** Keys of secondary indexes: if an item has one, it must be a string that is not empty. */
  private static final Set<String> INDEX_KEYS = Set.of("poolPk", "poolSk");

  private static final int DIGITS_MAX = 38;

  private Items() {}

  /** The item as it is stored: numbers in their one form, attributes in a fixed order. */
  static Map<String, AttributeValue> normalized(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> copy = new LinkedHashMap<>();
    item.forEach((name, value) -> copy.put(name, normalized(name, value)));
    return Collections.unmodifiableMap(copy);
  }

  private static AttributeValue normalized(String name, AttributeValue value) {
    if (INDEX_KEYS.contains(name)
        && (value.type() != AttributeValue.Type.S || value.s().isEmpty())) {
      throw Failures.validation(
          "One or more parameter values are not valid for the index key " + name);
    }
    return switch (value.type()) {
      case N -> AttributeValue.fromN(number(value.n()));
      case SS, NS, BS -> {
        if (value.ss().isEmpty() && value.ns().isEmpty() && value.bs().isEmpty()) {
          throw Failures.validation("One or more parameter values were invalid: an empty set");
        }
        yield value;
      }
      case M -> AttributeValue.fromM(normalized(value.m()));
      case L ->
          AttributeValue.fromL(value.l().stream().map(element -> normalized("", element)).toList());
      case S, B, BOOL, NUL -> value;
      case UNKNOWN_TO_SDK_VERSION ->
          throw Failures.validation("Supplied AttributeValue is empty: " + name);
    };
  }

  private static String number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (number.stripTrailingZeros().precision() > DIGITS_MAX) {
        throw Failures.validation("Attempting to store more than 38 significant digits");
      }
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      throw Failures.validation("The parameter cannot be converted to a numeric value: " + text);
    }
  }
}

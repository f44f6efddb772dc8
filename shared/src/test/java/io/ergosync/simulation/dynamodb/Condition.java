package io.ergosync.simulation.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition, filter or key condition, with its placeholders open. */
sealed interface Condition {
  /** Whether it holds for the item, which is empty where there is none. */
  boolean holds(Map<String, AttributeValue> item, Placeholders placeholders);

  /** Both. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Placeholders placeholders) {
      return left.holds(item, placeholders) && right.holds(item, placeholders);
    }
  }

  /** One or both. */
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Placeholders placeholders) {
      return left.holds(item, placeholders) || right.holds(item, placeholders);
    }
  }

  /** Not so. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Placeholders placeholders) {
      return !condition.holds(item, placeholders);
    }
  }

  /** {@code attribute_exists}. */
  record Exists(Operand.Attribute attribute) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Placeholders placeholders) {
      return attribute.of(item, placeholders).isPresent();
    }
  }

  /** {@code begins_with}, of strings. */
  record BeginsWith(Operand text, Operand prefix) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Placeholders placeholders) {
      Optional<String> begin = prefix.of(item, placeholders).map(AttributeValue::s);
      return text.of(item, placeholders)
          .map(AttributeValue::s)
          .filter(value -> begin.isPresent() && value.startsWith(begin.get()))
          .isPresent();
    }
  }

  /** A comparison; with an attribute that is absent or of another type only {@code <>} holds. */
  record Comparison(Operand left, String sign, Operand right) implements Condition {
    @Override
    public boolean holds(Map<String, AttributeValue> item, Placeholders placeholders) {
      Optional<AttributeValue> leftValue = left.of(item, placeholders);
      Optional<AttributeValue> rightValue = right.of(item, placeholders);
      if (leftValue.isEmpty() || rightValue.isEmpty()) {
        return sign.equals("<>");
      }
      AttributeValue a = leftValue.get();
      AttributeValue b = rightValue.get();
      return switch (sign) {
        case "=" -> AttributeValues.equal(a, b);
        case "<>" -> !AttributeValues.equal(a, b);
        case "<" -> AttributeValues.comparable(a, b) && AttributeValues.compare(a, b) < 0;
        case "<=" -> AttributeValues.comparable(a, b) && AttributeValues.compare(a, b) <= 0;
        case ">" -> AttributeValues.comparable(a, b) && AttributeValues.compare(a, b) > 0;
        case ">=" -> AttributeValues.comparable(a, b) && AttributeValues.compare(a, b) >= 0;
        default -> throw new UnsupportedOperationException("the simulation has no sign " + sign);
      };
    }
  }
}

package io.ergosync.local.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A condition on a value: a string, a number, a boolean or null. */
sealed interface Condition {
  /** Whether it holds for a value. */
  boolean holds(JsonNode value);

  /** Whether it holds where there is no value. */
  default boolean holdsForNothing() {
    return false;
  }

  /** The value is this one; numbers are compared as numbers. */
  record Equal(JsonNode expected) implements Condition {
    @Override
    public boolean holds(JsonNode value) {
      if (expected.isNumber() && value.isNumber()) {
        return expected.decimalValue().compareTo(value.decimalValue()) == 0;
      }
      return expected.equals(value);
    }
  }

  /** The text begins with this. */
  record Prefix(String prefix) implements Condition {
    @Override
    public boolean holds(JsonNode value) {
      return value.isTextual() && value.textValue().startsWith(prefix);
    }
  }

  /** The text ends with this. */
  record Suffix(String suffix) implements Condition {
    @Override
    public boolean holds(JsonNode value) {
      return value.isTextual() && value.textValue().endsWith(suffix);
    }
  }

  /** The text is this one, in whatever case. */
  record EqualIgnoringCase(String expected) implements Condition {
    @Override
    public boolean holds(JsonNode value) {
      return value.isTextual() && value.textValue().equalsIgnoreCase(expected);
    }
  }

  /** There is a value, or there is none. */
  record Exists(boolean exists) implements Condition {
    @Override
    public boolean holds(JsonNode value) {
      return exists;
    }

    @Override
    public boolean holdsForNothing() {
      return !exists;
    }
  }

  /** There is a value, for which none of these conditions holds. */
  record NoneOf(List<Condition> conditions) implements Condition {
    public NoneOf {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(JsonNode value) {
      return conditions.stream().noneMatch(condition -> condition.holds(value));
    }
  }

  /** The number compares as said with each bound. A number that is a text is none. */
  record Numeric(List<Bound> bounds) implements Condition {
    public Numeric {
      bounds = List.copyOf(bounds);
    }

    @Override
    public boolean holds(JsonNode value) {
      return value.isNumber() && bounds.stream().allMatch(bound -> bound.admits(value));
    }
  }

  /**
   * One comparison.
   *
   * @param operator one of {@code = < <= > >=}
   */
  record Bound(String operator, JsonNode number) {
    boolean admits(JsonNode value) {
      int order = value.decimalValue().compareTo(number.decimalValue());
      return switch (operator) {
        case "=" -> order == 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        default -> throw new IllegalStateException(operator);
      };
    }
  }
}

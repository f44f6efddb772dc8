package io.ergosync.simulation.dynamodb;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A write of one item, whatever request or transaction it came in.
 *
 * @param item the item to put; for the other kinds its key
 * @param condition the condition expression, empty for none
 * @param update the update expression, empty but for an update
 * @param tellsItem whether a failed condition answers with the item as it is
 */
record Write(
    Kind kind,
    Key key,
    Map<String, AttributeValue> item,
    String condition,
    String update,
    Placeholders placeholders,
    boolean tellsItem) {
  private static final long ITEM_BYTES_MAX = 400L * 1_024;

  /** What a write does; a check does nothing. */
  enum Kind {
    PUT,
    UPDATE,
    DELETE,
    CHECK
  }

  /** A write as requests spell it, with nulls for what is absent. */
  static Write of(
      Kind kind,
      Map<String, AttributeValue> item,
      String condition,
      String update,
      Placeholders placeholders,
      ReturnValuesOnConditionCheckFailure onFailure) {
    Write write =
        new Write(
            kind,
            kind == Kind.PUT ? Key.ofItem(item) : Key.ofRequest(item),
            kind == Kind.PUT ? checked(Items.normalized(item)) : item,
            Objects.requireNonNullElse(condition, ""),
            Objects.requireNonNullElse(update, ""),
            placeholders,
            onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD);
    Expressions.checkPlaceholders(placeholders, write.condition, write.update);
    if (!write.update.isEmpty()) {
      Expressions.update(write.update).checkDistinct(placeholders);
    }
    return write;
  }

  /** Whether the write may happen to the item as it is. */
  boolean allowed(Map<String, AttributeValue> before) {
    return condition.isEmpty() || Expressions.condition(condition).holds(before, placeholders);
  }

  /** What the write makes of the item; empty for none. */
  Map<String, AttributeValue> after(Map<String, AttributeValue> before) {
    return switch (kind) {
      case PUT -> item;
      case UPDATE -> updated(before);
      case DELETE -> Map.of();
      case CHECK -> before;
    };
  }

  private Map<String, AttributeValue> updated(Map<String, AttributeValue> before) {
    Map<String, AttributeValue> base = before.isEmpty() ? key.attributes() : before;
    Map<String, AttributeValue> after =
        update.isEmpty() ? base : Expressions.update(update).apply(base, placeholders);
    if (!key.attributes().get(Key.PK).equals(after.get(Key.PK))
        || !key.attributes().get(Key.SK).equals(after.get(Key.SK))) {
      throw Failures.validation("Cannot update attribute. This attribute is part of the key");
    }
    return checked(Items.normalized(after));
  }

  private static Map<String, AttributeValue> checked(Map<String, AttributeValue> item) {
    if (AttributeValues.itemBytes(item) > ITEM_BYTES_MAX) {
      throw Failures.validation("Item size has exceeded the maximum allowed size");
    }
    return item;
  }
}

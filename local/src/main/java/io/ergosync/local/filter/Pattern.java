package io.ergosync.local.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pattern for a place in an event. */
sealed interface Pattern {
  /**
   * Whether the pattern fits what is at a place.
   *
   * @param node missing if there is nothing
   */
  boolean fits(JsonNode node);

  /**
   * Every field fits, and one pattern of each group of alternatives. Of an array one element must
   * fit as a whole.
   *
   * @param alternatives the groups below {@code $or}
   */
  record Fields(Map<String, Pattern> fields, List<List<Pattern>> alternatives) implements Pattern {
    public Fields {
      fields = Map.copyOf(fields);
      alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    @Override
    public boolean fits(JsonNode node) {
      if (node.isArray() && !node.isEmpty()) {
        for (JsonNode element : node) {
          if (fits(element)) {
            return true;
          }
        }
        return false;
      }
      JsonNode object = node.isObject() ? node : MissingNode.getInstance();
      return fields.entrySet().stream()
              .allMatch(field -> field.getValue().fits(object.path(field.getKey())))
          && alternatives.stream()
              .allMatch(group -> group.stream().anyMatch(pattern -> pattern.fits(object)));
    }
  }

  /**
   * One condition holds for one value. Only strings, numbers, booleans and null are values: an
   * object, or an empty array, is as good as nothing.
   */
  record Values(List<Condition> conditions) implements Pattern {
    public Values {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean fits(JsonNode node) {
      List<JsonNode> values = new ArrayList<>();
      addValues(node, values);
      return conditions.stream()
          .anyMatch(condition ->
              values.isEmpty()
                  ? condition.holdsForNothing()
                  : values.stream().anyMatch(condition::holds));
    }

    private static void addValues(JsonNode node, List<JsonNode> values) {
      if (node.isArray()) {
        node.forEach(element -> addValues(element, values));
      } else if (node.isValueNode()) {
        values.add(node);
      }
    }
  }
}

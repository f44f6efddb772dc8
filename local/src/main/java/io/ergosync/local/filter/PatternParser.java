package io.ergosync.local.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.filter.Condition.Bound;
import io.ergosync.runtime.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one pattern. */
final class PatternParser {
  private static final Set<String> OPERATORS = Set.of("=", "<", "<=", ">", ">=");

  private final String text;
  private final String place;

  PatternParser(String text, String place) {
    this.text = text;
    this.place = place;
  }

  /**
   * The pattern.
   *
   * @throws ConfigurationException if it is malformed, or uses a rule that is not known
   */
  Pattern parse() {
    JsonNode root;
    try {
      root = Json.read(text);
    } catch (JsonProcessingException e) {
      throw unusable("it is not JSON");
    }
    return fields(root);
  }

  private Pattern fields(JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      throw unusable("%s is not an object with fields".formatted(node));
    }
    Map<String, Pattern> fields = new HashMap<>();
    List<List<Pattern>> alternatives = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals("$or")) {
        alternatives.add(items(field.getValue()).stream().map(this::fields).toList());
      } else if (field.getValue().isArray()) {
        fields.put(field.getKey(), values(field.getValue()));
      } else {
        fields.put(field.getKey(), fields(field.getValue()));
      }
    }
    return new Pattern.Fields(fields, alternatives);
  }

  private Pattern values(JsonNode list) {
    return new Pattern.Values(items(list).stream().map(this::condition).toList());
  }

  private Condition condition(JsonNode node) {
    if (node.isValueNode()) {
      return new Condition.Equal(node);
    }
    if (!node.isObject() || node.size() != 1) {
      throw unusable("%s is not a value or a rule".formatted(node));
    }
    Map.Entry<String, JsonNode> rule = node.properties().iterator().next();
    JsonNode argument = rule.getValue();
    return switch (rule.getKey()) {
      case "prefix" -> new Condition.Prefix(string(argument));
      case "suffix" -> new Condition.Suffix(string(argument));
      case "equals-ignore-case" -> new Condition.EqualIgnoringCase(string(argument));
      case "exists" -> {
        if (!argument.isBoolean()) {
          throw unusable("exists takes true or false, not %s".formatted(argument));
        }
        yield new Condition.Exists(argument.booleanValue());
      }
      case "anything-but" -> new Condition.NoneOf(excluded(argument));
      case "numeric" -> new Condition.Numeric(bounds(argument));
      default -> throw unusable("the rule %s is not known".formatted(rule.getKey()));
    };
  }

  /** What follows {@code anything-but}: a value, a list of values, or a prefix or several. */
  private List<Condition> excluded(JsonNode argument) {
    if (argument.isObject() && argument.size() == 1 && argument.has("prefix")) {
      JsonNode prefix = argument.get("prefix");
      List<JsonNode> prefixes = prefix.isArray() ? items(prefix) : List.of(prefix);
      return prefixes.stream().<Condition>map(one -> new Condition.Prefix(string(one))).toList();
    }
    List<JsonNode> values = argument.isArray() ? items(argument) : List.of(argument);
    if (!values.stream().allMatch(value -> value.isTextual() || value.isNumber())) {
      throw unusable("anything-but takes strings, numbers or a prefix, not %s".formatted(argument));
    }
    return values.stream().<Condition>map(Condition.Equal::new).toList();
  }

  private List<Bound> bounds(JsonNode argument) {
    List<JsonNode> parts = items(argument);
    List<Bound> bounds = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      if (!OPERATORS.contains(parts.get(i).asText()) || !parts.get(i + 1).isNumber()) {
        break;
      }
      bounds.add(new Bound(parts.get(i).textValue(), parts.get(i + 1)));
    }
    if (bounds.size() * 2 != parts.size() || bounds.size() > 2) {
      throw unusable("numeric takes one or two of = < <= > >= with numbers, not " + argument);
    }
    return bounds;
  }

  private List<JsonNode> items(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw unusable("%s is not a list with items".formatted(list));
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }

  private String string(JsonNode argument) {
    if (!argument.isTextual()) {
      throw unusable("%s is not a string".formatted(argument));
    }
    return argument.textValue();
  }

  private ConfigurationException unusable(String reason) {
    return new ConfigurationException(
        "The template's %s has the filter pattern '%s', which cannot run locally: %s."
            .formatted(place, text, reason));
  }
}

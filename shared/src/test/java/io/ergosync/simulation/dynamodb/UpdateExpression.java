package io.ergosync.simulation.dynamodb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an update does to an item, with its placeholders open. Every action sees the item as it was.
 */
record UpdateExpression(List<Action> actions) {
  /** One assignment, addition or removal. */
  sealed interface Action {
    /** The attribute that it changes, or its placeholder. */
    String attribute();
  }

  /** {@code SET attribute = term} or {@code term + term} or {@code term - term}. */
  record Set(String attribute, List<Term> terms, boolean minus) implements Action {}

  /** {@code ADD attribute value}, of numbers. */
  record Add(String attribute, String value) implements Action {}

  /** {@code REMOVE attribute}. */
  record Remove(String attribute) implements Action {}

  /**
   * A value to assign.
   *
   * @param preferred the attribute to take it from if it exists, as {@code if_not_exists} does; or
   *     none
   */
  record Term(List<Operand.Attribute> preferred, Operand otherwise) {
    AttributeValue of(Map<String, AttributeValue> item, Placeholders placeholders) {
      return preferred.stream()
          .flatMap(attribute -> attribute.of(item, placeholders).stream())
          .findFirst()
          .or(() -> otherwise.of(item, placeholders))
          .orElseThrow(() ->
              Failures.validation(
                  "The provided expression refers to an attribute that does not exist in the"
                      + " item"));
    }
  }

  /** The item afterwards. */
  Map<String, AttributeValue> apply(Map<String, AttributeValue> item, Placeholders placeholders) {
    Map<String, AttributeValue> after = new LinkedHashMap<>(item);
    for (Action action : actions) {
      String name = placeholders.name(action.attribute());
      switch (action) {
        case Set set -> after.put(name, assigned(set, item, placeholders));
        case Add add -> {
          AttributeValue value = placeholders.value(add.value());
          after.put(
              name, item.containsKey(name) ? sum(item.get(name), value, false) : number(value));
        }
        case Remove _ -> after.remove(name);
      }
    }
    return after;
  }

  /** Refuses to change an attribute twice, and operands of the wrong type. */
  void checkDistinct(Placeholders placeholders) {
    if (actions.stream().map(action -> placeholders.name(action.attribute())).distinct().count()
        < actions.size()) {
      throw Failures.validation("Two document paths overlap with each other");
    }
  }

  private static AttributeValue assigned(
      Set set, Map<String, AttributeValue> item, Placeholders placeholders) {
    AttributeValue first = set.terms().getFirst().of(item, placeholders);
    return set.terms().size() == 1
        ? first
        : sum(first, set.terms().getLast().of(item, placeholders), set.minus());
  }

  private static AttributeValue sum(AttributeValue a, AttributeValue b, boolean minus) {
    BigDecimal left = new BigDecimal(number(a).n());
    BigDecimal right = new BigDecimal(number(b).n());
    return AttributeValue.fromN((minus ? left.subtract(right) : left.add(right)).toPlainString());
  }

  private static AttributeValue number(AttributeValue value) {
    if (value.type() != AttributeValue.Type.N) {
      throw Failures.validation("An operand in the update expression has an incorrect data type");
    }
    return value;
  }

  /** Reads all of it. */
  static UpdateExpression parse(Tokens tokens) {
    List<Action> actions = new ArrayList<>();
    while (!tokens.atEnd()) {
      String clause = tokens.next();
      do {
        String attribute = Operand.readAttribute(tokens);
        actions.add(
            switch (clause.toUpperCase(java.util.Locale.ROOT)) {
              case "SET" -> set(attribute, tokens);
              case "ADD" -> new Add(attribute, tokens.next());
              case "REMOVE" -> new Remove(attribute);
              default -> throw new UnsupportedOperationException("the simulation has no " + clause);
            });
      } while (tokens.accept(","));
    }
    return new UpdateExpression(actions);
  }

  private static Action set(String attribute, Tokens tokens) {
    tokens.expect("=");
    List<Term> terms = new ArrayList<>();
    terms.add(term(tokens));
    boolean minus = tokens.peek().equals("-");
    if (tokens.accept("+") || tokens.accept("-")) {
      terms.add(term(tokens));
    }
    return new Set(attribute, terms, minus);
  }

  private static Term term(Tokens tokens) {
    if (!tokens.accept("if_not_exists")) {
      return new Term(List.of(), Operand.read(tokens));
    }
    tokens.expect("(");
    Operand.Attribute attribute = new Operand.Attribute(Operand.readAttribute(tokens));
    tokens.expect(",");
    Operand otherwise = Operand.read(tokens);
    tokens.expect(")");
    return new Term(List.of(attribute), otherwise);
  }
}

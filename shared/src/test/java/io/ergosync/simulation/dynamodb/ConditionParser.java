package io.ergosync.simulation.dynamodb;

import java.util.Set;

/** Reads conditions by recursive descent: OR binds least, then AND, then NOT. */
final class ConditionParser {
  private static final Set<String> SIGNS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final Tokens tokens;

  private ConditionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Reads all of it. */
  static Condition parse(Tokens tokens) {
    Condition condition = new ConditionParser(tokens).or();
    if (!tokens.atEnd()) {
      throw tokens.wrong();
    }
    return condition;
  }

  private Condition or() {
    Condition condition = and();
    while (tokens.accept("OR")) {
      condition = new Condition.Or(condition, and());
    }
    return condition;
  }

  private Condition and() {
    Condition condition = not();
    while (tokens.accept("AND")) {
      condition = new Condition.And(condition, not());
    }
    return condition;
  }

  private Condition not() {
    if (tokens.accept("NOT")) {
      return new Condition.Not(not());
    }
    if (tokens.accept("(")) {
      Condition condition = or();
      tokens.expect(")");
      return condition;
    }
    return leaf();
  }

  private Condition leaf() {
    if (tokens.accept("attribute_exists")) {
      return exists();
    }
    if (tokens.accept("attribute_not_exists")) {
      return new Condition.Not(exists());
    }
    if (tokens.accept("begins_with")) {
      tokens.expect("(");
      Operand text = Operand.read(tokens);
      tokens.expect(",");
      Operand prefix = Operand.read(tokens);
      tokens.expect(")");
      return new Condition.BeginsWith(text, prefix);
    }
    Operand left = Operand.read(tokens);
    if (tokens.accept("BETWEEN")) {
      Operand low = Operand.read(tokens);
      tokens.expect("AND");
      Operand high = Operand.read(tokens);
      return new Condition.And(
          new Condition.Comparison(left, ">=", low), new Condition.Comparison(left, "<=", high));
    }
    if (!SIGNS.contains(tokens.peek())) {
      throw tokens.wrong();
    }
    return new Condition.Comparison(left, tokens.next(), Operand.read(tokens));
  }

  private Condition exists() {
    tokens.expect("(");
    Operand.Attribute attribute = new Operand.Attribute(Operand.readAttribute(tokens));
    tokens.expect(")");
    return new Condition.Exists(attribute);
  }
}

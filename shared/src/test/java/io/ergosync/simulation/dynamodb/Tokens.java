package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of an expression, read from left to right. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([#:]?[A-Za-z_0-9]+)|(<>|<=|>=|[=<>(),+.-]))");
  private static final String END = "";

  private final String expression;
  private final List<String> tokens = new ArrayList<>();
  private int position;

  Tokens(String expression) {
    this.expression = expression;
    String text = expression.strip();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new UnsupportedOperationException(
            "the simulation cannot read '%s' from character %d".formatted(expression, end));
      }
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
  }

  /** All of them. */
  List<String> all() {
    return tokens;
  }

  /** The next one, which stays; the empty string at the end. */
  String peek() {
    return position < tokens.size() ? tokens.get(position) : END;
  }

  /** The next one. */
  String next() {
    String token = peek();
    position++;
    return token;
  }

  /** Whether the next one is this word or sign, in any case; then it is taken. */
  boolean accept(String token) {
    boolean accepted = peek().equalsIgnoreCase(token);
    if (accepted) {
      position++;
    }
    return accepted;
  }

  /** Takes the word or sign that must come now. */
  void expect(String token) {
    if (!accept(token)) {
      throw wrong();
    }
  }

  /** Whether all were read. */
  boolean atEnd() {
    return position >= tokens.size();
  }

  /** What to throw when the next one cannot stand here. */
  RuntimeException wrong() {
    return Failures.validation(
        "Invalid expression: syntax error; token: \"%s\" in: %s".formatted(peek(), expression));
  }
}

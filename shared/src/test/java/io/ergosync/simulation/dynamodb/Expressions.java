package io.ergosync.simulation.dynamodb;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Expressions by their text, read once: a storage uses few different ones, and each very often. */
final class Expressions {
  private static final Map<String, Condition> CONDITIONS = new ConcurrentHashMap<>();
  private static final Map<String, UpdateExpression> UPDATES = new ConcurrentHashMap<>();
  private static final Map<String, Set<String>> PLACEHOLDERS = new ConcurrentHashMap<>();

  private Expressions() {}

  /** A condition, filter or key condition. */
  static Condition condition(String text) {
    return CONDITIONS.computeIfAbsent(text, t -> ConditionParser.parse(new Tokens(t)));
  }

  /** An update expression. */
  static UpdateExpression update(String text) {
    return UPDATES.computeIfAbsent(text, t -> UpdateExpression.parse(new Tokens(t)));
  }

  /** Refuses placeholders that none of the expressions uses, and unknown ones. */
  static void checkPlaceholders(Placeholders placeholders, String... texts) {
    Set<String> used = new HashSet<>();
    for (String text : texts) {
      used.addAll(PLACEHOLDERS.computeIfAbsent(text, Expressions::placeholders));
    }
    placeholders.checkUsed(used);
  }

  private static Set<String> placeholders(String text) {
    return new Tokens(text)
        .all().stream()
            .filter(token -> token.startsWith("#") || token.startsWith(":"))
            .collect(Collectors.toUnmodifiableSet());
  }
}

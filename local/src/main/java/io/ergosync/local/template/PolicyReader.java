package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the policies of functions: documents in the template, of which every statement allows. A
 * policy that is only named, such as one of AWS's or of SAM's, is refused: what it allows is not in
 * the template.
 */
final class PolicyReader {
  private static final Set<String> DOCUMENT = Set.of("Version", "Statement");
  private static final Set<String> STATEMENT =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");
  private static final String OPERATOR = "ForAllValues:StringLike";
  private static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  private PolicyReader() {}

  /**
   * The statements of a function, in the template's order.
   *
   * @throws ConfigurationException naming what cannot be checked locally
   */
  static List<PolicyStatement> read(String logicalId, Section properties) {
    if (properties.find("Role").isPresent()) {
      throw unknown(logicalId, "a Role of its own");
    }
    return properties.find("Policies").stream()
        .flatMap(policies -> policies.oneOrMore().stream())
        .flatMap(document -> statements(logicalId, document))
        .toList();
  }

  private static Stream<PolicyStatement> statements(String logicalId, Section document) {
    if (!document.isMap()) {
      throw unknown(logicalId, "the policy '%s'".formatted(document.text()));
    }
    checkKeys(logicalId, "a policy with", document, DOCUMENT);
    return document.at("Statement").oneOrMore().stream()
        .map(statement -> statement(logicalId, statement));
  }

  private static PolicyStatement statement(String logicalId, Section statement) {
    checkKeys(logicalId, "a policy's statement with", statement, STATEMENT);
    String effect = statement.at("Effect").text();
    if (!effect.equals("Allow")) {
      throw unknown(logicalId, "a policy's statement with the Effect " + effect);
    }
    return new PolicyStatement(
        texts(statement.at("Action")),
        texts(statement.at("Resource")),
        statement
            .find("Condition")
            .map(condition -> leadingKeys(logicalId, condition))
            .orElse(List.of()));
  }

  private static List<String> leadingKeys(String logicalId, Section condition) {
    Map<String, Section> operators = condition.entries();
    if (!operators.keySet().equals(Set.of(OPERATOR))) {
      throw unknown(logicalId, "a policy with the condition " + operators.keySet());
    }
    Map<String, Section> keys = operators.get(OPERATOR).entries();
    if (!keys.keySet().equals(Set.of(LEADING_KEYS))) {
      throw unknown(
          logicalId, "a policy with the condition %s on %s".formatted(OPERATOR, keys.keySet()));
    }
    List<String> patterns = texts(keys.get(LEADING_KEYS));
    if (patterns.isEmpty()) {
      throw unknown(logicalId, "a policy with the condition %s on nothing".formatted(OPERATOR));
    }
    return patterns;
  }

  private static List<String> texts(Section section) {
    return section.oneOrMore().stream().map(Section::text).toList();
  }

  private static void checkKeys(String logicalId, String what, Section section, Set<String> known) {
    section.entries().keySet().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(key -> {
          throw unknown(logicalId, what + " " + key);
        });
  }

  private static ConfigurationException unknown(String logicalId, String what) {
    return new ConfigurationException(
        "The template's function %s has %s; give it statements in Policies that Allow, with the condition %s of %s or none."
            .formatted(logicalId, what, OPERATOR, LEADING_KEYS));
  }
}

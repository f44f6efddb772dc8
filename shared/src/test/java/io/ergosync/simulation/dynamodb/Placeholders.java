package io.ergosync.simulation.dynamodb;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the names and values of a request's expressions stand for.
 *
 * @param names attribute names by {@code #placeholder}
 * @param values values by {@code :placeholder}
 */
record Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
  /**
   * Those of a request, which may leave either map out but not send it empty.
   *
   * @param hasNames whether the request has names
   * @param hasValues whether the request has values
   */
  static Placeholders of(
      boolean hasNames,
      Map<String, String> names,
      boolean hasValues,
      Map<String, AttributeValue> values) {
    if (hasNames && names.isEmpty()) {
      throw Failures.validation("ExpressionAttributeNames must not be empty");
    }
    if (hasValues && values.isEmpty()) {
      throw Failures.validation("ExpressionAttributeValues must not be empty");
    }
    return new Placeholders(names, values);
  }

  /** The name itself, or the one that the placeholder stands for. */
  String name(String token) {
    if (!token.startsWith("#")) {
      return token;
    }
    if (!names.containsKey(token)) {
      throw Failures.validation(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + token);
    }
    return names.get(token);
  }

  /** The value that the placeholder stands for. */
  AttributeValue value(String token) {
    if (!values.containsKey(token)) {
      throw Failures.validation(
          "An expression attribute value used in expression is not defined; attribute value: "
              + token);
    }
    return values.get(token);
  }

  /** Refuses placeholders that no expression uses, and expressions that use unknown ones. */
  void checkUsed(Set<String> used) {
    for (String token : used) {
      if (token.startsWith("#")) {
        name(token);
      } else {
        value(token);
      }
    }
    Set<String> unused = new HashSet<>(names.keySet());
    unused.addAll(values.keySet());
    unused.removeAll(used);
    if (!unused.isEmpty()) {
      throw Failures.validation("Expression attribute names or values unused: " + unused);
    }
  }
}

package io.ergosync.runtime;

import java.util.Map;

/**
 * The environment variables of a function, checked as they are read.
 *
 * @param variables names to values
 */
public record Environment(Map<String, String> variables) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** That of this process. */
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /**
   * The value of a variable that has no default.
   *
   * @throws ConfigurationException if it is missing or empty
   */
  public String required(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new ConfigurationException(
          "Set the environment variable %s, as template.yaml does for every function."
              .formatted(name));
    }
    return value;
  }

  /** The value of a variable, or the default where it is missing or empty. */
  public String text(String name, String defaultValue) {
    String value = variables.getOrDefault(name, "");
    return value.isEmpty() ? defaultValue : value;
  }

  /**
   * The value of a variable that is a whole number.
   *
   * @throws ConfigurationException if it is not a whole number from minimum to maximum
   */
  public int number(String name, int defaultValue, int minimum, int maximum) {
    String text = text(name, Integer.toString(defaultValue));
    try {
      int number = Integer.parseInt(text);
      if (number >= minimum && number <= maximum) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with the numbers that are out of range.
    }
    throw new ConfigurationException(
        "Set the environment variable %s to a whole number from %d to %d; it is '%s'."
            .formatted(name, minimum, maximum, text));
  }
}

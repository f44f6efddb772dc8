package io.ergosync.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

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
   * Where a service is if not at AWS: the standard variable {@code AWS_ENDPOINT_URL_<SERVICE>}.
   *
   * @param service as the variable has it, such as {@code SNS}
   * @return empty if the variable is missing or empty
   * @throws ConfigurationException if it is not an HTTP URL
   */
  public Optional<URI> endpoint(String service) {
    String name = "AWS_ENDPOINT_URL_" + service;
    String text = text(name, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Told below, together with what is a URI but no HTTP URL.
    }
    throw new ConfigurationException(
        "Set the environment variable %s to a URL such as http://127.0.0.1:4566; it is '%s'."
            .formatted(name, text));
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
        "Set the environment variable %s to a whole number from %s to %s; it is '%s'."
            .formatted(name, minimum, maximum, text));
  }
}

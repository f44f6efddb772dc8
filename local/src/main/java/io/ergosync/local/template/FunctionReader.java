package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads functions, each merged with the template's globals as SAM merges them. */
final class FunctionReader {
  private static final String METHOD = "::handleRequest";
  private static final int TIMEOUT_SECONDS_DEFAULT = 3;
  private static final int MEMORY_MEGABYTES_DEFAULT = 128;
  private static final Pattern PATH =
      Pattern.compile("(/([A-Za-z0-9._-]+|\\{[A-Za-z0-9._-]+\\}))+|/");

  private final Optional<Section> globals;

  FunctionReader(Section root) {
    this.globals = root.find("Globals").flatMap(all -> all.find("Function"));
  }

  /**
   * Reads one.
   *
   * @throws ConfigurationException naming the place that cannot run locally
   */
  FunctionDefinition read(String logicalId, Section properties) {
    return new FunctionDefinition(
        logicalId,
        handlerClass(logicalId, properties),
        Duration.ofSeconds(number(properties, "Timeout", TIMEOUT_SECONDS_DEFAULT)),
        number(properties, "MemorySize", MEMORY_MEGABYTES_DEFAULT),
        variables(properties),
        routes(logicalId, properties),
        EventSourceReader.read(logicalId, properties),
        PolicyReader.read(logicalId, properties));
  }

  private String handlerClass(String logicalId, Section properties) {
    String handler = setting(properties, "Handler").map(Section::text).orElse("");
    String handlerClass =
        handler.endsWith(METHOD)
            ? handler.substring(0, handler.length() - METHOD.length())
            : handler;
    if (handlerClass.isEmpty() || handlerClass.contains("::")) {
      throw new ConfigurationException(
          "The template's function %s must have a Handler of the form package.Class%s, not '%s'."
              .formatted(logicalId, METHOD, handler));
    }
    return handlerClass;
  }

  private Map<String, String> variables(Section properties) {
    Map<String, String> variables = new HashMap<>();
    globals.ifPresent(all -> addVariables(variables, all));
    addVariables(variables, properties);
    return variables;
  }

  private static void addVariables(Map<String, String> variables, Section properties) {
    properties
        .find("Environment")
        .flatMap(environment -> environment.find("Variables"))
        .ifPresent(
            all -> all.entries().forEach((name, value) -> variables.put(name, value.text())));
  }

  private static List<Route> routes(String logicalId, Section properties) {
    return properties.find("Events").map(Section::entries).orElse(Map.of()).values().stream()
        .filter(event -> event.at("Type").text().equals("HttpApi"))
        .map(event -> route(logicalId, event.at("Properties")))
        .toList();
  }

  private static Route route(String logicalId, Section event) {
    Route route =
        new Route(event.at("Method").text().toUpperCase(Locale.ROOT), event.at("Path").text());
    if (!PATH.matcher(route.path()).matches()) {
      throw new ConfigurationException(
          "The template's function %s has the path '%s'; every segment must be literal or one parameter in braces."
              .formatted(logicalId, route.path()));
    }
    return route;
  }

  private int number(Section properties, String key, int defaultValue) {
    return setting(properties, key).map(Section::number).orElse(defaultValue);
  }

  private Optional<Section> setting(Section properties, String key) {
    return properties.find(key).or(() -> globals.flatMap(all -> all.find(key)));
  }
}

package io.ergosync.local.conformance;

import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.TemplateReader;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations that the project's template has a function with a route for. */
final class TemplateOperations {
  private static final Path TEMPLATE = Path.of("..", "template.yaml");

  private TemplateOperations() {}

  static Set<String> names() {
    return TemplateReader.read(TEMPLATE).functions().stream()
        .filter(function -> function.routes().stream().anyMatch(route -> !route.path().equals("/")))
        .map(FunctionDefinition::name)
        .collect(Collectors.toSet());
  }
}

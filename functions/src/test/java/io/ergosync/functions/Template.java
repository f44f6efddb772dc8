package io.ergosync.functions;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml as maps, lists and texts; CloudFormation's tags are left off. */
record Template(Map<String, Object> root) {
  static Template read() throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of("..", "template.yaml"))) {
      return new Template(map(value(new Yaml(new LoaderOptions()).compose(reader))));
    }
  }

  /** The functions with a route of the API. */
  List<ApiFunction> apiFunctions() {
    Map<String, Object> globals = map(map(root.get("Globals")).get("Function"));
    List<ApiFunction> functions = new ArrayList<>();
    map(root.get("Resources"))
        .forEach((id, resource) -> {
          Map<String, Object> function = map(resource);
          if (!function.get("Type").equals("AWS::Serverless::Function")) {
            return;
          }
          Map<String, Object> own = map(function.get("Properties"));
          Map<String, Object> properties = new LinkedHashMap<>(globals);
          properties.putAll(own);
          map(properties.getOrDefault("Events", Map.of())).values().stream()
              .map(Template::map)
              .filter(event -> event.get("Type").equals("HttpApi"))
              .forEach(event ->
                  functions.add(new ApiFunction(id, properties, map(event.get("Properties")))));
        });
    return functions;
  }

  /** One function at one route. */
  record ApiFunction(String id, Map<String, Object> properties, Map<String, Object> event) {
    /** The operation by the function's logical id. */
    String operation() {
      return id.substring(0, id.length() - "Function".length());
    }

    String handlerClass() {
      return properties.get("Handler").toString().replace("::handleRequest", "");
    }

    String method() {
      return event.get("Method").toString();
    }

    String path() {
      return event.get("Path").toString();
    }

    int timeoutSeconds() {
      return Integer.parseInt(properties.get("Timeout").toString());
    }

    List<String> policyStatements() {
      List<String> statements = new ArrayList<>();
      for (Object policy : (List<?>) properties.getOrDefault("Policies", List.of())) {
        ((List<?>) map(policy).get("Statement")).forEach(s -> statements.add(s.toString()));
      }
      return statements;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private static Object value(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          map.put(((ScalarNode) tuple.getKeyNode()).getValue(), value(tuple.getValueNode()));
        }
        yield map;
      }
      case SequenceNode sequence -> sequence.getValue().stream().map(Template::value).toList();
      case ScalarNode scalar -> scalar.getValue();
      default -> throw new IllegalArgumentException("unknown YAML: " + node);
    };
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, element) -> map.put(key.toString(), element));
    return map;
  }
}

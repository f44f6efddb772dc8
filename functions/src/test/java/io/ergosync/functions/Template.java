package io.ergosync.functions;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * What a value is when nobody sets a parameter: the parameter's default, that of the list that is
   * joined, or the value itself.
   */
  String byDefault(Object value) {
    if (value instanceof List<?> join) {
      return byDefault(join.getLast());
    }
    Map<String, Object> parameters = map(root.getOrDefault("Parameters", Map.of()));
    return parameters.containsKey(value)
        ? map(parameters.get(value)).getOrDefault("Default", "").toString()
        : value.toString();
  }

  /** The functions with a route of the API. */
  List<ApiFunction> apiFunctions() {
    return eventFunctions(Set.of("HttpApi"));
  }

  private List<ApiFunction> eventFunctions(Set<String> types) {
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
          Map<String, Object> variables = new LinkedHashMap<>(variables(globals));
          variables.putAll(variables(own));
          properties.put("Environment", Map.of("Variables", variables));
          map(properties.getOrDefault("Events", Map.of())).values().stream()
              .map(Template::map)
              .filter(event -> types.contains(event.get("Type").toString()))
              .forEach(event ->
                  functions.add(new ApiFunction(id, properties, map(event.get("Properties")))));
        });
    return functions;
  }

  /** The functions that an event source invokes: the table's stream, or a queue. */
  List<ApiFunction> sourceFunctions() {
    return eventFunctions(Set.of("DynamoDB", "SQS"));
  }

  /** How often a queue hands a message over before it gives it up. */
  int receiveCountMax(String queue) {
    Map<String, Object> properties =
        map(map(map(root.get("Resources")).get(queue)).get("Properties"));
    return Integer.parseInt(map(properties.get("RedrivePolicy")).get("maxReceiveCount").toString());
  }

  /** One function at one route, or with one event source. */
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

    /** What each action, resource and condition of the policies allows, one by one. */
    Set<String> permissions() {
      Set<String> permissions = new TreeSet<>();
      for (Object policy : (List<?>) properties.getOrDefault("Policies", List.of())) {
        for (Object each : (List<?>) map(policy).get("Statement")) {
          Map<String, Object> statement = map(each);
          for (Object action : list(statement.get("Action"))) {
            for (Object resource : list(statement.get("Resource"))) {
              permissions.add(
                  "%s %s on %s if %s"
                      .formatted(
                          statement.get("Effect"),
                          action,
                          resource,
                          statement.getOrDefault("Condition", "always")));
            }
          }
        }
      }
      return permissions;
    }

    /** The environment variables, those of all functions included. */
    Map<String, Object> variables() {
      return Template.variables(properties);
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

  private static Map<String, Object> variables(Map<String, Object> properties) {
    return map(
        map(properties.getOrDefault("Environment", Map.of())).getOrDefault("Variables", Map.of()));
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, element) -> map.put(key.toString(), element));
    return map;
  }
}

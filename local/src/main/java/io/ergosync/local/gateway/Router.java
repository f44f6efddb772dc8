package io.ergosync.local.gateway;

import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Route;
import io.ergosync.runtime.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the route of a request, by method and decoded path. Immutable. */
final class Router {
  /**
   * A route that a request takes.
   *
   * @param pathParameters names to values
   */
  record Match(FunctionDefinition function, Route route, Map<String, String> pathParameters) {}

  private record Target(FunctionDefinition function, Route route, List<String> segments) {}

  private final List<Target> targets = new ArrayList<>();

  /**
   * @throws ConfigurationException if two functions share a route
   */
  Router(List<FunctionDefinition> functions) {
    Set<String> keys = new HashSet<>();
    for (FunctionDefinition function : functions) {
      for (Route route : function.routes()) {
        if (!keys.add(route.key())) {
          throw new ConfigurationException(
              "The template has the route '%s' twice.".formatted(route.key()));
        }
        targets.add(new Target(function, route, segments(route.path())));
      }
    }
    // At the first segment that differs a literal goes before a parameter, as API Gateway has it.
    targets.sort((one, other) -> {
      int common = Math.min(one.segments.size(), other.segments.size());
      for (int i = 0; i < common; i++) {
        int order =
            Boolean.compare(isParameter(one.segments.get(i)), isParameter(other.segments.get(i)));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    });
  }

  /** The route that a request takes, if there is one. */
  Optional<Match> match(String method, String path) {
    List<String> given = segments(path);
    return targets.stream()
        .filter(target -> target.route.method().equals(method))
        .filter(target -> fits(target.segments, given))
        .findFirst()
        .map(
            target -> new Match(target.function, target.route, parameters(target.segments, given)));
  }

  private static boolean fits(List<String> segments, List<String> given) {
    if (segments.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      String segment = segments.get(i);
      boolean fits = isParameter(segment) ? !given.get(i).isEmpty() : segment.equals(given.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> parameters(List<String> segments, List<String> given) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String segment = segments.get(i);
      if (isParameter(segment)) {
        parameters.put(segment.substring(1, segment.length() - 1), given.get(i));
      }
    }
    return parameters;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}

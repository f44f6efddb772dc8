package io.ergosync.local.template;

import static java.util.stream.Collectors.joining;

import io.ergosync.runtime.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudFormation's intrinsic functions, as far as a value that runs locally may use them: Ref, Sub,
 * GetAtt, Join, Select, If, and the conditions Equals, Not, And and Or.
 */
final class Intrinsics {
  /** What {@code !Ref AWS::NoValue} stands for: the place is absent. */
  static final Object NO_VALUE = new Object();

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)\\}");

  private final Map<?, ?> parameters;
  private final Map<?, ?> conditions;
  private final ResourceNames resources;

  Intrinsics(Map<?, ?> template) {
    this.parameters = mapAt(template, "Parameters");
    this.conditions = mapAt(template, "Conditions");
    this.resources = new ResourceNames(mapAt(template, "Resources"));
  }

  /**
   * The value that an intrinsic function stands for; any other value is itself.
   *
   * @throws ConfigurationException if the function is unknown, or what it refers to does not exist
   */
  Object resolve(Object value) {
    if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
      return value == null ? "" : value;
    }
    Map.Entry<?, ?> entry = map.entrySet().iterator().next();
    String name = entry.getKey().toString();
    Object argument = entry.getValue();
    return switch (name) {
      case "Ref" -> ref(argument.toString());
      case "Fn::GetAtt" -> attribute(list(argument, 2));
      case "Fn::Sub" -> substitute(argument);
      case "Fn::Join" -> join(list(argument, 2));
      case "Fn::Select" -> select(list(argument, 2));
      case "Fn::If" -> choose(list(argument, 3));
      default -> {
        if (name.startsWith("Fn::")) {
          throw new ConfigurationException("the local cloud does not know " + name + ".");
        }
        yield map;
      }
    };
  }

  private Object ref(String name) {
    if (name.startsWith("AWS::")) {
      return pseudoParameter(name);
    }
    if (parameters.get(name) instanceof Map<?, ?> parameter) {
      Object value = parameter.get("Default");
      if (value == null) {
        throw new ConfigurationException(
            "give the parameter %s a default, which is what runs locally.".formatted(name));
      }
      // CloudFormation hands such a parameter on as a list.
      return "CommaDelimitedList".equals(parameter.get("Type"))
          ? List.of(value.toString().split("\\s*,\\s*", -1))
          : value;
    }
    return resources.reference(name);
  }

  private static Object pseudoParameter(String name) {
    return switch (name) {
      case "AWS::Region" -> ResourceNames.REGION;
      case "AWS::AccountId" -> ResourceNames.ACCOUNT_ID;
      case "AWS::Partition" -> "aws";
      case "AWS::StackName" -> "ergosync";
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::NoValue" -> NO_VALUE;
      default -> throw new ConfigurationException("the local cloud does not know " + name + ".");
    };
  }

  private String attribute(List<?> argument) {
    return resources.attribute(text(argument.get(0)), text(argument.get(1)));
  }

  private String substitute(Object argument) {
    Map<String, Object> variables = new HashMap<>();
    Object pattern = argument;
    if (argument instanceof List<?>) {
      List<?> both = list(argument, 2);
      pattern = both.get(0);
      ((Map<?, ?>) both.get(1))
          .forEach((name, value) -> variables.put(name.toString(), resolve(value)));
    }
    return VARIABLE
        .matcher(pattern.toString())
        .replaceAll(match -> Matcher.quoteReplacement(substituted(match, variables)));
  }

  private String substituted(MatchResult match, Map<String, Object> variables) {
    String name = match.group(2);
    if (!match.group(1).isEmpty()) {
      return "${" + name + "}";
    }
    if (variables.containsKey(name)) {
      return variables.get(name).toString();
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? ref(name).toString()
        : resources.attribute(name.substring(0, dot), name.substring(dot + 1));
  }

  private String join(List<?> argument) {
    return ((List<?>) resolve(argument.get(1)))
        .stream().map(this::text).collect(joining(text(argument.get(0))));
  }

  private Object select(List<?> argument) {
    int index = Integer.parseInt(text(argument.get(0)));
    return resolve(((List<?>) resolve(argument.get(1))).get(index));
  }

  private Object choose(List<?> argument) {
    return resolve(argument.get(holdsNamed(text(argument.get(0))) ? 1 : 2));
  }

  /** Whether a condition of the template holds. */
  boolean holdsNamed(String condition) {
    if (!conditions.containsKey(condition)) {
      throw new ConfigurationException("there is no condition %s.".formatted(condition));
    }
    return holds(conditions.get(condition));
  }

  private boolean holds(Object condition) {
    Map.Entry<?, ?> entry = ((Map<?, ?>) condition).entrySet().iterator().next();
    String name = entry.getKey().toString();
    return switch (name) {
      case "Condition" -> holdsNamed(entry.getValue().toString());
      case "Fn::Equals" -> {
        List<?> sides = list(entry.getValue(), 2);
        yield text(sides.get(0)).equals(text(sides.get(1)));
      }
      case "Fn::Not" -> !holds(list(entry.getValue(), 1).getFirst());
      case "Fn::And" -> ((List<?>) entry.getValue()).stream().allMatch(this::holds);
      case "Fn::Or" -> ((List<?>) entry.getValue()).stream().anyMatch(this::holds);
      default -> throw new ConfigurationException("the local cloud does not know " + name + ".");
    };
  }

  private String text(Object value) {
    return resolve(value).toString();
  }

  private static List<?> list(Object value, int size) {
    if (value instanceof List<?> list && list.size() == size) {
      return list;
    }
    throw new ConfigurationException(
        "an intrinsic function takes %s values, not %s.".formatted(size, value));
  }

  private static Map<?, ?> mapAt(Map<?, ?> template, String key) {
    return template.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }
}

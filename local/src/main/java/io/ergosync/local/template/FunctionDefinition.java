package io.ergosync.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One Lambda function.
 *
 * @param logicalId its key in the template, such as {@code UpdateRecordsFunction}
 * @param handlerClass the class that Lambda loads
 * @param memoryMegabytes what Lambda gives it; it changes nothing here but what the function is
 *     told
 * @param variables its environment variables
 * @param routes those of the HTTP API that it serves
 * @param sources those that are not switched off
 * @param policy what its role is allowed, as far as the template says so itself
 */
public record FunctionDefinition(
    String logicalId,
    String handlerClass,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> variables,
    List<Route> routes,
    List<EventSource> sources,
    List<PolicyStatement> policy) {
  private static final String SUFFIX = "Function";

  public FunctionDefinition {
    variables = Map.copyOf(variables);
    routes = List.copyOf(routes);
    sources = List.copyOf(sources);
    policy = List.copyOf(policy);
  }

  /** A function that is allowed nothing. */
  public FunctionDefinition(
      String logicalId,
      String handlerClass,
      Duration timeout,
      int memoryMegabytes,
      Map<String, String> variables,
      List<Route> routes,
      List<EventSource> sources) {
    this(logicalId, handlerClass, timeout, memoryMegabytes, variables, routes, sources, List.of());
  }

  /** A function that only requests invoke, and that is allowed nothing. */
  public FunctionDefinition(
      String logicalId,
      String handlerClass,
      Duration timeout,
      int memoryMegabytes,
      Map<String, String> variables,
      List<Route> routes) {
    this(logicalId, handlerClass, timeout, memoryMegabytes, variables, routes, List.of());
  }

  /** The name it is known by: the logical id without the suffix {@code Function}. */
  public String name() {
    return logicalId.endsWith(SUFFIX)
        ? logicalId.substring(0, logicalId.length() - SUFFIX.length())
        : logicalId;
  }

  /** Its ARN. */
  public String arn() {
    return ResourceNames.arn("lambda", "function:" + logicalId);
  }

  /** Who it is to the services that it calls: a session of the role that SAM makes for it. */
  public String sessionArn() {
    return "arn:aws:sts::%s:assumed-role/%sRole/%s"
        .formatted(ResourceNames.ACCOUNT_ID, logicalId, logicalId);
  }
}

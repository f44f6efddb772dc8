package io.ergosync.local.lambda;

import io.ergosync.local.database.FunctionCapacity;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.http.Body;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.permissions.PermissionLog;
import io.ergosync.local.permissions.Permissions;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.MeteredDynamoDbClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All functions of the template, by name. Safe for use by many threads. */
public final class Functions {
  private final Map<String, LocalFunction> byName;
  private final FunctionCapacity meter;
  private final Permissions permissions;

  private Functions(
      Map<String, LocalFunction> byName, FunctionCapacity meter, Permissions permissions) {
    this.byName = byName;
    this.meter = meter;
    this.permissions = permissions;
  }

  /**
   * Makes the handler of every function.
   *
   * @param log where functions, their failures and what they are refused are logged
   * @throws ConfigurationException if one cannot be made
   */
  public static Functions of(
      Template template,
      DynamoDbClient database,
      LocalServices services,
      FunctionCapacity meter,
      Clock clock,
      RandomGenerator random,
      ServerLog log) {
    Permissions permissions =
        new Permissions(template, services.areElsewhere(), PermissionLog.ofProcess(template), log);
    Map<String, LocalFunction> byName = new LinkedHashMap<>();
    for (FunctionDefinition definition : template.functions()) {
      DynamoDbClient client =
          new MeteredDynamoDbClient(database, meter.listenerOf(definition.name()));
      FunctionRuntime runtime =
          new FunctionRuntime(
              environment(definition),
              new LocalAwsClients(client, services, permissions.of(definition)),
              clock,
              random);
      byName.put(
          definition.name(),
          new LocalFunction(definition, Handlers.make(definition, runtime), log));
    }
    return new Functions(byName, meter, permissions);
  }

  /** What the functions are allowed, and what they make of it. */
  public Readout permissions() {
    return permissions;
  }

  /** Invokes a function that the template has. */
  public InvocationResult invoke(FunctionDefinition function, Body payload, String requestId) {
    meter.invoked(function.name());
    return byName.get(function.name()).invoke(payload, requestId);
  }

  /**
   * Ends the running invocations of a function, as the loss of their environment does.
   *
   * @return how many there were; empty if there is no such function
   */
  OptionalInt kill(String name) {
    LocalFunction function = byName.get(name);
    return function == null ? OptionalInt.empty() : OptionalInt.of(function.kill());
  }

  private static Environment environment(FunctionDefinition definition) {
    Map<String, String> variables = new HashMap<>(definition.variables());
    variables.put("AWS_REGION", Template.REGION);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", definition.logicalId());
    return new Environment(variables);
  }
}

package io.ergosync.local.template;

import java.util.List;
import java.util.Optional;

/**
 * What the template says, as far as it runs locally.
 *
 * @param functions in the template's order
 * @param tables in the template's order
 * @param queues in the template's order
 */
public record Template(
    List<FunctionDefinition> functions,
    List<TableDefinition> tables,
    List<QueueDefinition> queues,
    CorsDefinition cors) {
  /** The region that everything is said to be in. */
  public static final String REGION = ResourceNames.REGION;

  /** The account that everything is said to belong to. */
  public static final String ACCOUNT_ID = ResourceNames.ACCOUNT_ID;

  public Template {
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    queues = List.copyOf(queues);
  }

  /** The function with this name. */
  public Optional<FunctionDefinition> function(String name) {
    return functions.stream().filter(function -> function.name().equals(name)).findFirst();
  }
}

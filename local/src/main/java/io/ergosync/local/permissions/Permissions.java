package io.ergosync.local.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.SourcePolicy;
import io.ergosync.local.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the functions of a template are allowed, and what they make of it, for {@code GET
 * /local/permissions}. Safe for use by many threads.
 */
public final class Permissions implements Readout {
  private final Map<String, FunctionPermissions> byFunction = new LinkedHashMap<>();
  private final Calls calls;

  /**
   * Those of a template.
   *
   * @param accountsAreElsewhere whether a service is not in this process, so that ARNs have the
   *     account of another place
   * @param log gets a line for each call that is refused
   */
  public Permissions(
      Template template, boolean accountsAreElsewhere, PermissionLog written, ServerLog log) {
    this.calls = new Calls(template.tables());
    template
        .functions()
        .forEach(function ->
            byFunction.put(
                function.name(),
                new FunctionPermissions(
                    function, new Accounts(accountsAreElsewhere), written, log)));
  }

  /** What guards the clients of a function of the template. */
  public GuardedClients of(FunctionDefinition function) {
    return new GuardedClients(byFunction.get(function.name()), calls);
  }

  /** Function names to what is granted, which of it is unused, and what was refused. */
  @Override
  public JsonNode read() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    byFunction.forEach((name, permissions) -> {
      ObjectNode function = report.putObject(name);
      Map<Grant, Long> uses = permissions.uses();
      ArrayNode granted = function.putArray("granted");
      ArrayNode unused = function.putArray("unused");
      for (Grant grant : permissions.grants()) {
        long count = uses.getOrDefault(grant, 0L);
        add(granted, grant).put("uses", count);
        if (count == 0) {
          add(unused, grant);
        }
      }
      ArrayNode refused = function.putArray("refused");
      permissions.refusals().forEach((access, count) -> add(refused, access).put("count", count));
      ArrayNode forSources = function.putArray("grantedForEventSources");
      permissions.function().sources().stream()
          .flatMap(source -> new Policy(SourcePolicy.of(source)).grants().stream())
          .forEach(grant -> add(forSources, grant));
    });
    return report;
  }

  private static ObjectNode add(ArrayNode nodes, Grant grant) {
    ObjectNode node =
        nodes.addObject().put("action", grant.action()).put("resource", grant.resource());
    return grant.leadingKey().isEmpty() ? node : node.put("leadingKey", grant.leadingKey());
  }

  private static ObjectNode add(ArrayNode nodes, Access access) {
    ObjectNode node =
        nodes.addObject().put("action", access.action()).put("resource", access.resource());
    if (!access.leadingKeys().isEmpty()) {
      access.leadingKeys().forEach(node.putArray("leadingKeys")::add);
    }
    return node;
  }

  @Override
  public void clear() {
    byFunction.values().forEach(FunctionPermissions::clear);
  }
}

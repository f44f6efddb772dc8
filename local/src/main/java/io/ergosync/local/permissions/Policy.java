package io.ergosync.local.permissions;

import io.ergosync.local.template.PolicyStatement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function is allowed, decided as IAM does, or stricter.
 *
 * <p>Stricter in one thing: {@code ForAllValues} holds in IAM for a request that names no leading
 * key at all, such as a Scan. Here a statement with that condition allows no such request.
 *
 * @param statements in the template's order
 */
public record Policy(List<PolicyStatement> statements) {
  public Policy {
    statements = List.copyOf(statements);
  }

  /** All that it allows, in the template's order. */
  public List<Grant> grants() {
    return statements.stream().flatMap(Grant::of).distinct().toList();
  }

  /**
   * The grants that allow an access: those of the first statement that does, so that what another
   * one allows already counts as unused.
   *
   * @return one grant for each leading key, or one; empty if the access is not allowed
   */
  public Set<Grant> allowing(Access access) {
    return statements.stream()
        .map(statement -> allowing(statement, access))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Set.of());
  }

  private static Optional<Set<Grant>> allowing(PolicyStatement statement, Access access) {
    Optional<String> action =
        statement.actions().stream()
            .filter(pattern -> Wildcards.matchesAction(pattern, access.action()))
            .findFirst();
    Optional<String> resource =
        statement.resources().stream()
            .filter(pattern -> Wildcards.matchesArn(pattern, access.resource()))
            .findFirst();
    if (action.isEmpty() || resource.isEmpty()) {
      return Optional.empty();
    }
    return keys(statement, access)
        .map(keys -> {
          Set<Grant> grants = new LinkedHashSet<>();
          keys.forEach(key -> grants.add(new Grant(action.get(), resource.get(), key)));
          return grants;
        });
  }

  /** The statement's patterns that the access's keys match; empty if one of them matches none. */
  private static Optional<List<String>> keys(PolicyStatement statement, Access access) {
    if (statement.leadingKeys().isEmpty()) {
      return Optional.of(List.of(""));
    }
    List<String> keys = new ArrayList<>();
    for (String key : access.leadingKeys()) {
      Optional<String> pattern =
          statement.leadingKeys().stream()
              .filter(candidate -> Wildcards.matches(candidate, key))
              .findFirst();
      if (pattern.isEmpty()) {
        return Optional.empty();
      }
      keys.add(pattern.get());
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
  }
}

package io.ergosync.local.permissions;

import io.ergosync.local.template.PolicyStatement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The least part of a policy: one action of a statement on one of its resources, with one of its
 * patterns of leading keys. The same in two statements is one grant: a template whose parameters
 * keep statements apart may have equal ones where the parameters are empty.
 *
 * @param leadingKey empty where the statement has no condition
 */
public record Grant(String action, String resource, String leadingKey) {
  /** What a statement consists of, in its order. */
  static Stream<Grant> of(PolicyStatement statement) {
    List<String> keys = statement.leadingKeys().isEmpty() ? List.of("") : statement.leadingKeys();
    return statement.actions().stream()
        .flatMap(action ->
            statement.resources().stream()
                .flatMap(resource -> keys.stream().map(key -> new Grant(action, resource, key))));
  }

  /** The grant in one line. */
  @Override
  public String toString() {
    return leadingKey.isEmpty()
        ? "%s on %s".formatted(action, resource)
        : "%s on %s with leading keys %s".formatted(action, resource, leadingKey);
  }
}

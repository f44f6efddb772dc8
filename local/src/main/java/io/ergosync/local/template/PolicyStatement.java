package io.ergosync.local.template;

import java.util.List;

/**
 * A statement of a function's policy, which allows.
 *
 * @param actions such as {@code dynamodb:GetItem}; may have wildcards
 * @param resources ARNs; may have wildcards
 * @param leadingKeys patterns of the partition keys that a request may name, of which each must
 *     match one; empty where the statement has no such condition
 */
public record PolicyStatement(
    List<String> actions, List<String> resources, List<String> leadingKeys) {
  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    leadingKeys = List.copyOf(leadingKeys);
  }
}

package io.ergosync.local.permissions;

import java.util.List;

/**
 * What a call needs to be allowed.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource an ARN
 * @param leadingKeys the partition keys that the call names, in its order; empty where it names
 *     none, or the service has no such keys
 */
public record Access(String action, String resource, List<String> leadingKeys) {
  public Access {
    leadingKeys = leadingKeys.stream().distinct().toList();
  }

  /** An access to a service without leading keys. */
  static Access of(String action, String resource) {
    return new Access(action, resource, List.of());
  }
}

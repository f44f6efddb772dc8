package io.ergosync.runtime;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Whose credentials a role's are. Safe for use by many threads. */
@FunctionalInterface
public interface RoleCredentials {
  /**
   * The credentials of a role: always the same provider for the same role, as far as it remembers,
   * which renews them before they expire. It is only when they are asked for that a role which can
   * not be assumed fails.
   */
  AwsCredentialsProvider of(AssumedRole role);
}

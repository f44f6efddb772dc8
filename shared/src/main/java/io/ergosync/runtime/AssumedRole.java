package io.ergosync.runtime;

import io.ergosync.domain.IdentityPoolId;

/**
 * A role to act in.
 *
 * @param sessionName what CloudTrail shows beside the role
 */
public record AssumedRole(String roleArn, String sessionName) {
  /**
   * The role that an identity pool's configuration names. The session is named after the pool, with
   * a full stop for the colon, which session names cannot have; the longest pool id makes the
   * longest name that STS allows (64 characters).
   */
  public static AssumedRole ofPool(IdentityPoolId identityPoolId, String roleArn) {
    return new AssumedRole(roleArn, "ergosync-" + identityPoolId.value().replace(':', '.'));
  }
}

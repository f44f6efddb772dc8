package io.ergosync.api;

import io.ergosync.domain.IdentityPoolId;

/** The member that names an identity pool, which is all that many operations take. */
public final class PoolMembers {
  private PoolMembers() {}

  /** IdentityPoolId. */
  public static Parsed<IdentityPoolId> identityPool(MemberReader members) {
    return members.required("IdentityPoolId", MemberTypes.IDENTITY_POOL_ID);
  }
}

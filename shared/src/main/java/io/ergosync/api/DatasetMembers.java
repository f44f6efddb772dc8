package io.ergosync.api;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;

/** The members that name an identity or one of its datasets, which most operations begin with. */
public final class DatasetMembers {
  private DatasetMembers() {}

  /** IdentityPoolId and IdentityId. */
  public static Parsed<Identity> identity(MemberReader members) {
    Parsed<IdentityPoolId> pool = members.required("IdentityPoolId", MemberTypes.IDENTITY_POOL_ID);
    Parsed<IdentityId> identity = members.required("IdentityId", MemberTypes.IDENTITY_ID);
    return members.together(() -> new Identity(pool.get(), identity.get()));
  }

  /** IdentityPoolId, IdentityId and DatasetName. */
  public static Parsed<DatasetId> dataset(MemberReader members) {
    Parsed<Identity> identity = identity(members);
    Parsed<DatasetName> name = members.required("DatasetName", MemberTypes.DATASET_NAME);
    return members.together(() -> identity.get().dataset(name.get()));
  }
}

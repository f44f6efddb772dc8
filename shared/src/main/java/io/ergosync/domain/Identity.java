package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/** An identity of a pool: the owner of up to 20 datasets. */
public record Identity(IdentityPoolId identityPoolId, IdentityId identityId) {
  public Identity {
    requireNonNull(identityPoolId);
    requireNonNull(identityId);
  }

  /** The identity's dataset of that name, whether or not it exists. */
  public DatasetId dataset(DatasetName datasetName) {
    return new DatasetId(this, datasetName);
  }
}

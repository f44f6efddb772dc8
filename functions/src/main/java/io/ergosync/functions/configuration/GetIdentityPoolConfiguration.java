package io.ergosync.functions.configuration;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.IdentityPoolStorage;

/** GetIdentityPoolConfiguration: what is set for a pool. */
public final class GetIdentityPoolConfiguration
    implements Operation<IdentityPoolId, PoolConfiguration> {
  private final IdentityPoolStorage storage;

  /** The operation on the pools of a storage. */
  public GetIdentityPoolConfiguration(IdentityPoolStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public PoolConfiguration execute(IdentityPoolId identityPoolId, RequestContext context) {
    IdentityPoolConfiguration configuration = storage.configuration(identityPoolId);
    return new PoolConfiguration(
        identityPoolId, configuration.pushSync(), configuration.cognitoStreams());
  }
}

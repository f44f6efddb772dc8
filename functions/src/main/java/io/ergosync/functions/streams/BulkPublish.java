package io.ergosync.functions.streams;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.IdentityPoolStorage;
import java.util.function.Supplier;

/** BulkPublish: marks all datasets of a pool to be published to its stream. */
public final class BulkPublish implements Operation<IdentityPoolId, IdentityPoolId> {
  private final IdentityPoolStorage pools;
  private final BulkPublishStorage bulkPublishes;
  private final Supplier<String> runIds;

  /**
   * The operation on the pools of a storage.
   *
   * @param runIds unique ids
   */
  public BulkPublish(
      IdentityPoolStorage pools, BulkPublishStorage bulkPublishes, Supplier<String> runIds) {
    this.pools = requireNonNull(pools);
    this.bulkPublishes = requireNonNull(bulkPublishes);
    this.runIds = requireNonNull(runIds);
  }

  @Override
  public IdentityPoolId execute(IdentityPoolId identityPoolId, RequestContext context) {
    CognitoStreams streams = pools.configuration(identityPoolId).cognitoStreams();
    if (!streams.enabled()) {
      throw ApiException.invalidParameter(
          "Streaming is off for identity pool %s: set CognitoStreams with StreamingStatus ENABLED first."
              .formatted(identityPoolId));
    }
    bulkPublishes.start(identityPoolId, runIds.get(), BulkPublishState.Target.of(streams));
    return identityPoolId;
  }
}

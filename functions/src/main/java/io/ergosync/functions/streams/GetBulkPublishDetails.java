package io.ergosync.functions.streams;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.BulkPublishStorage;

/** GetBulkPublishDetails: how the newest bulk publish of a pool stands. */
public final class GetBulkPublishDetails
    implements Operation<IdentityPoolId, GetBulkPublishDetails.Response> {
  private final BulkPublishStorage storage;

  /** The operation on the bulk publishes of a storage. */
  public GetBulkPublishDetails(BulkPublishStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Response execute(IdentityPoolId identityPoolId, RequestContext context) {
    return new Response(identityPoolId, storage.state(identityPoolId));
  }

  /** The state of a pool's bulk publish. */
  public record Response(IdentityPoolId identityPoolId, BulkPublishState state) {
    public Response {
      requireNonNull(identityPoolId);
      requireNonNull(state);
    }
  }
}

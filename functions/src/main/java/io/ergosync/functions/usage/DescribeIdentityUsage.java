package io.ergosync.functions.usage;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityUsage;
import io.ergosync.storage.DatasetStorage;

/** DescribeIdentityUsage: what the datasets of an identity take together. */
public final class DescribeIdentityUsage
    implements Operation<Identity, DescribeIdentityUsage.Response> {
  private final DatasetStorage storage;

  /** The operation on the datasets of a storage. */
  public DescribeIdentityUsage(DatasetStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Response execute(Identity identity, RequestContext context) {
    return new Response(
        identity, new IdentityUsage(storage.listDatasets(identity, "", Integer.MAX_VALUE)));
  }

  /** The usage of an identity. */
  public record Response(Identity identity, IdentityUsage usage) {
    public Response {
      requireNonNull(identity);
      requireNonNull(usage);
    }
  }
}

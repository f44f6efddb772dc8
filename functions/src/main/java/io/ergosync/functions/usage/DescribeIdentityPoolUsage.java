package io.ergosync.functions.usage;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import io.ergosync.storage.UsageStorage;
import java.time.Clock;

/**
 * DescribeIdentityPoolUsage: what the datasets of a pool take together. A pool that was never seen
 * is seen now: the original dates a new pool too.
 */
public final class DescribeIdentityPoolUsage
    implements Operation<IdentityPoolId, IdentityPoolUsage> {
  private final UsageStorage storage;
  private final Clock clock;

  /** The operation on the pools of a storage. */
  public DescribeIdentityPoolUsage(UsageStorage storage, Clock clock) {
    this.storage = requireNonNull(storage);
    this.clock = requireNonNull(clock);
  }

  @Override
  public IdentityPoolUsage execute(IdentityPoolId identityPoolId, RequestContext context) {
    return storage
        .usage(identityPoolId)
        .orElseGet(() -> new IdentityPoolUsage(identityPoolId, 0, clock.instant()));
  }
}

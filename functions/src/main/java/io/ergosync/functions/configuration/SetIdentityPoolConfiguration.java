package io.ergosync.functions.configuration;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.Setting;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.storage.UsageStorage;

/**
 * SetIdentityPoolConfiguration: sets the parts that are given, keeps the others, and answers the
 * whole. Of two requests at the same time one fails, so that neither undoes the other unseen.
 */
public final class SetIdentityPoolConfiguration
    implements Operation<SetIdentityPoolConfiguration.Request, PoolConfiguration> {
  private final IdentityPoolStorage storage;
  private final UsageStorage usage;

  /**
   * The operation on the pools of a storage.
   *
   * @param usage learns of pools that are configured before they have data
   */
  public SetIdentityPoolConfiguration(IdentityPoolStorage storage, UsageStorage usage) {
    this.storage = requireNonNull(storage);
    this.usage = requireNonNull(usage);
  }

  @Override
  public PoolConfiguration execute(Request request, RequestContext context) {
    IdentityPoolConfiguration current = storage.configuration(request.identityPoolId());
    if (current.revision() == 0) {
      usage.register(request.identityPoolId());
    }
    IdentityPoolConfiguration next = current.with(request.pushSync(), request.cognitoStreams());
    storage.setConfiguration(request.identityPoolId(), next);
    return new PoolConfiguration(request.identityPoolId(), next.pushSync(), next.cognitoStreams());
  }

  /** What is to be set. */
  public record Request(
      IdentityPoolId identityPoolId,
      Setting<PushSync> pushSync,
      Setting<CognitoStreams> cognitoStreams) {
    public Request {
      requireNonNull(identityPoolId);
      requireNonNull(pushSync);
      requireNonNull(cognitoStreams);
    }
  }
}

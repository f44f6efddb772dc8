package io.ergosync.functions.events;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.storage.IdentityPoolStorage;
import java.util.Map;

/** GetCognitoEvents: the events of a pool that have a function, with their functions. */
public final class GetCognitoEvents
    implements Operation<IdentityPoolId, Map<CognitoEvent, LambdaFunctionArn>> {
  private final IdentityPoolStorage storage;

  /** The operation on the pools of a storage. */
  public GetCognitoEvents(IdentityPoolStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Map<CognitoEvent, LambdaFunctionArn> execute(
      IdentityPoolId identityPoolId, RequestContext context) {
    return storage.events(identityPoolId);
  }
}

package io.ergosync.runtime;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.trigger.CachedCognitoEvents;
import io.ergosync.trigger.CognitoEvents;
import io.ergosync.trigger.SyncTriggers;
import io.ergosync.trigger.lambda.LambdaFunctions;
import java.util.Optional;

/** Connects functions to the triggers that they run. */
public final class Triggers {
  private Triggers() {}

  /** The SyncTriggers that the pools of a function's table have. */
  public static SyncTriggers sync(FunctionRuntime runtime) {
    IdentityPoolStorage pools = Storages.identityPools(runtime);
    return sync(
        runtime, pool -> Optional.ofNullable(pools.events(pool).get(CognitoEvent.SYNC_TRIGGER)));
  }

  /**
   * The SyncTriggers that events name.
   *
   * @param events the pools' events as they are stored; what they say is remembered for {@link
   *     CachedCognitoEvents#KEPT}
   */
  public static SyncTriggers sync(FunctionRuntime runtime, CognitoEvents events) {
    return new SyncTriggers(
        new CachedCognitoEvents(events, runtime.clock()),
        new LambdaFunctions(runtime.clients()::lambda, LambdaFunctions.ANSWER_TIME_MAX),
        runtime.clock());
  }
}

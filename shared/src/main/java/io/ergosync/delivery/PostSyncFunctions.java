package io.ergosync.delivery;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.Optional;

/** Which functions learn of changes after they are stored. Safe for use by many threads. */
@FunctionalInterface
public interface PostSyncFunctions {
  /** The PostSyncTrigger of a pool; empty if it has none. */
  Optional<LambdaFunctionArn> postSyncTrigger(IdentityPoolId identityPoolId);
}

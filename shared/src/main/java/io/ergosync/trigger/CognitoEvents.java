package io.ergosync.trigger;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.Optional;

/**
 * Which Lambda functions the events of a pool invoke, as SetCognitoEvents set them. An
 * implementation is safe for use by many threads.
 */
@FunctionalInterface
public interface CognitoEvents {
  /**
   * The ARN of the pool's SyncTrigger function, as it was set; empty if there is none.
   *
   * @throws io.ergosync.domain.StorageException if it cannot be read
   */
  Optional<LambdaFunctionArn> syncTrigger(IdentityPoolId identityPoolId);
}

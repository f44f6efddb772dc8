package io.ergosync.storage;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;

/** Where push finds how an identity pool reaches its devices. Safe for use by many threads. */
@FunctionalInterface
public interface PushConfiguration {
  /** The pool's PushSync as of now; {@link PushSync#NONE} if it has none. */
  PushSync pushSync(IdentityPoolId identityPoolId);
}

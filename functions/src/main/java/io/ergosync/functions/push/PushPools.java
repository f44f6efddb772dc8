package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.storage.PushConfiguration;

/** The identity pools that push. */
record PushPools(PushConfiguration configuration) {
  PushPools {
    requireNonNull(configuration);
  }

  /**
   * How a pool pushes.
   *
   * @throws ApiException InvalidConfigurationException if it does not
   */
  PushSync required(IdentityPoolId identityPoolId) {
    PushSync pushSync = configuration.pushSync(identityPoolId);
    if (pushSync.applicationArns().isEmpty()) {
      throw new ApiException(
          ErrorCode.INVALID_CONFIGURATION,
          "Identity pool %s is not configured for push sync: its PushSync has no ApplicationArns."
              .formatted(identityPoolId));
    }
    return pushSync;
  }
}

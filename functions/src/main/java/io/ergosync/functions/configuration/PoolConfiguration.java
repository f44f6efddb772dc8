package io.ergosync.functions.configuration;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;

/** What both operations answer: the whole configuration of a pool. */
public record PoolConfiguration(
    IdentityPoolId identityPoolId, PushSync pushSync, CognitoStreams cognitoStreams) {
  public PoolConfiguration {
    requireNonNull(identityPoolId);
    requireNonNull(pushSync);
    requireNonNull(cognitoStreams);
  }
}

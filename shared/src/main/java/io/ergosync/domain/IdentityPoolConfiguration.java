package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * The configuration of an identity pool.
 *
 * @param revision how often it was set; a write succeeds only on the revision that was read
 */
public record IdentityPoolConfiguration(
    long revision, PushSync pushSync, CognitoStreams cognitoStreams) {
  /** That of a pool whose configuration was never set. */
  public static final IdentityPoolConfiguration NEVER_SET =
      new IdentityPoolConfiguration(0, PushSync.NONE, CognitoStreams.NONE);

  public IdentityPoolConfiguration {
    requireNonNull(pushSync);
    requireNonNull(cognitoStreams);
    if (revision < 0) {
      throw new IllegalArgumentException("a revision must not be negative");
    }
  }

  /** The next revision, with what is set. */
  public IdentityPoolConfiguration with(Setting<PushSync> push, Setting<CognitoStreams> streams) {
    return new IdentityPoolConfiguration(
        revision + 1, push.over(pushSync), streams.over(cognitoStreams));
  }
}

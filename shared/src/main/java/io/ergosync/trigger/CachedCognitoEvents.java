package io.ergosync.trigger;

import io.ergosync.cache.PoolCache;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers what the pools' events are for {@link #KEPT}, that there are none included, so that an
 * update of a pool without a trigger does not pay for asking. A change therefore reaches an
 * instance of the function up to that much later. Failures are not remembered. Safe for use by many
 * threads.
 */
public final class CachedCognitoEvents implements CognitoEvents {
  /** How long an answer is used. */
  public static final Duration KEPT = PoolCache.KEPT;

  private final PoolCache<Optional<LambdaFunctionArn>> answers;

  /** Remembers what the source says. */
  public CachedCognitoEvents(CognitoEvents source, Clock clock) {
    this.answers = new PoolCache<>(source::syncTrigger, clock);
  }

  @Override
  public Optional<LambdaFunctionArn> syncTrigger(IdentityPoolId identityPoolId) {
    return answers.get(identityPoolId);
  }
}

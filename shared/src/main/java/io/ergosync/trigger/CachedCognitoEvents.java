package io.ergosync.trigger;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what the pools' events are for {@link #KEPT}, that there are none included, so that an
 * update of a pool without a trigger does not pay for asking. A change therefore reaches an
 * instance of the function up to that much later. Failures are not remembered. Safe for use by many
 * threads.
 */
public final class CachedCognitoEvents implements CognitoEvents {
  /** How long an answer is used. */
  public static final Duration KEPT = Duration.ofSeconds(10);

  /** How many pools are remembered: more than a deployment has, few enough for any memory. */
  static final int POOLS_MAX = 1_000;

  private record Answer(Optional<LambdaFunctionArn> syncTrigger, Instant readAt) {}

  private final CognitoEvents source;
  private final Clock clock;
  private final Map<IdentityPoolId, Answer> answers = new ConcurrentHashMap<>();

  /** Remembers what the source says. */
  public CachedCognitoEvents(CognitoEvents source, Clock clock) {
    this.source = requireNonNull(source);
    this.clock = requireNonNull(clock);
  }

  @Override
  public Optional<LambdaFunctionArn> syncTrigger(IdentityPoolId identityPoolId) {
    Instant now = clock.instant();
    Answer known = answers.get(identityPoolId);
    if (known != null && isFresh(known, now)) {
      return known.syncTrigger();
    }
    Optional<LambdaFunctionArn> syncTrigger = source.syncTrigger(identityPoolId);
    if (answers.size() >= POOLS_MAX) {
      answers.clear();
    }
    answers.put(identityPoolId, new Answer(syncTrigger, now));
    return syncTrigger;
  }

  /** A clock that was set back makes an answer old, not eternal. */
  private static boolean isFresh(Answer answer, Instant now) {
    return !now.isBefore(answer.readAt()) && now.isBefore(answer.readAt().plus(KEPT));
  }
}

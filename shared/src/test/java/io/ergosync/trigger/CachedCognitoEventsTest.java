package io.ergosync.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.cache.PoolCache;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.storage.Samples;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedCognitoEventsTest {
  private static final LambdaFunctionArn ARN =
      new LambdaFunctionArn("arn:aws:lambda:us-east-1:123456789012:function:hello");

  private final TestClock clock = new TestClock();
  private Optional<LambdaFunctionArn> stored = Optional.empty();
  private int reads;
  private final CachedCognitoEvents events =
      new CachedCognitoEvents(
          pool -> {
            reads++;
            return stored;
          },
          clock);

  @Test
  void syncTrigger_isReadOnceInTenSeconds_evenWhereThereIsNone() {
    assertThat(events.syncTrigger(Samples.POOL)).isEmpty();
    stored = Optional.of(ARN);
    clock.advance(CachedCognitoEvents.KEPT.minusMillis(1));
    assertThat(events.syncTrigger(Samples.POOL)).isEmpty();
    assertThat(reads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));

    assertThat(events.syncTrigger(Samples.POOL)).contains(ARN);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void syncTrigger_clockSetBack_isReadAgain() {
    events.syncTrigger(Samples.POOL);
    clock.advance(Duration.ofHours(-1));

    events.syncTrigger(Samples.POOL);

    assertThat(reads).isEqualTo(2);
  }

  @Test
  void syncTrigger_ofAnotherPool_isItsOwn() {
    events.syncTrigger(Samples.POOL);
    stored = Optional.of(ARN);

    assertThat(events.syncTrigger(new IdentityPoolId("us-east-1:0"))).contains(ARN);
    assertThat(events.syncTrigger(Samples.POOL)).isEmpty();
  }

  @Test
  void syncTrigger_moreThanAThousandPools_areNotAllKept() {
    for (int i = 0; i <= PoolCache.POOLS_MAX; i++) {
      events.syncTrigger(new IdentityPoolId("us-east-1:" + i));
    }
    int before = reads;

    events.syncTrigger(new IdentityPoolId("us-east-1:0"));

    assertThat(reads).isEqualTo(before + 1);
  }

  @Test
  void syncTrigger_failure_isNotRemembered() {
    boolean[] fails = {true};
    CachedCognitoEvents failing =
        new CachedCognitoEvents(
            pool -> {
              if (fails[0]) {
                throw new IllegalStateException("throttled");
              }
              return Optional.of(ARN);
            },
            clock);
    assertThatThrownBy(() -> failing.syncTrigger(Samples.POOL))
        .isInstanceOf(IllegalStateException.class);

    fails[0] = false;

    assertThat(failing.syncTrigger(Samples.POOL)).contains(ARN);
  }
}

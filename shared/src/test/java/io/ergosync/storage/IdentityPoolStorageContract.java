package io.ergosync.storage;

import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.Setting;
import io.ergosync.domain.StreamingStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link IdentityPoolStorage} must do. Run by one subclass for each. */
public abstract class IdentityPoolStorageContract {
  private static final IdentityPoolId OTHER = new IdentityPoolId("us-east-1:ffffffff");
  private static final PushSync PUSH =
      new PushSync(List.of("arn:aws:sns:r:1:app/GCM/a", "arn:aws:sns:r:1:app/GCM/b"), "role");
  private static final CognitoStreams STREAMS =
      new CognitoStreams("stream", "role", StreamingStatus.ENABLED);
  private static final LambdaFunctionArn FUNCTION =
      new LambdaFunctionArn("arn:aws:lambda:us-east-1:123456789012:function:one");
  private static final LambdaFunctionArn FUNCTION_2 =
      new LambdaFunctionArn("arn:aws:lambda:us-east-1:123456789012:function:two:live");

  private IdentityPoolStorage storage;

  /** A new, empty storage. */
  protected abstract IdentityPoolStorage create();

  @BeforeEach
  final void createStorage() {
    storage = create();
  }

  @Test
  void configuration_ofAFreshPool_wasNeverSet() {
    assertThat(storage.configuration(POOL)).isEqualTo(IdentityPoolConfiguration.NEVER_SET);
  }

  @Test
  void setConfiguration_isReadBackWhole() {
    List<CognitoStreams> streams =
        List.of(
            STREAMS,
            CognitoStreams.NONE,
            new CognitoStreams("", "role", StreamingStatus.DISABLED),
            new CognitoStreams("stream", "", StreamingStatus.NOT_SET));
    List<PushSync> pushes =
        List.of(PUSH, PushSync.NONE, new PushSync(List.of("a"), ""), new PushSync(List.of(), "r"));
    for (int i = 0; i < streams.size(); i++) {
      IdentityPoolConfiguration next =
          new IdentityPoolConfiguration(i + 1, pushes.get(i), streams.get(i));
      storage.setConfiguration(POOL, next);
      assertThat(storage.configuration(POOL)).isEqualTo(next);
    }
    assertThat(storage.configuration(OTHER)).isEqualTo(IdentityPoolConfiguration.NEVER_SET);
  }

  @Test
  void setConfiguration_afterSomeoneElse_isRefused() {
    IdentityPoolConfiguration read = storage.configuration(POOL);
    IdentityPoolConfiguration theirs =
        read.with(new Setting.Replaced<>(PUSH), new Setting.Kept<>());
    IdentityPoolConfiguration mine =
        read.with(new Setting.Kept<>(), new Setting.Replaced<>(STREAMS));
    storage.setConfiguration(POOL, theirs);

    assertThatThrownBy(() -> storage.setConfiguration(POOL, mine))
        .isInstanceOf(ConfigurationChangedException.class);
    assertThat(storage.configuration(POOL)).isEqualTo(theirs);

    IdentityPoolConfiguration again =
        theirs.with(new Setting.Kept<>(), new Setting.Replaced<>(STREAMS));
    storage.setConfiguration(POOL, again);
    assertThat(storage.configuration(POOL))
        .isEqualTo(new IdentityPoolConfiguration(2, PUSH, STREAMS));
    assertThatThrownBy(() -> storage.setConfiguration(POOL, theirs))
        .isInstanceOf(ConfigurationChangedException.class);
  }

  @Test
  void setConfiguration_sentAgainBecauseItsAnswerWasLost_succeeds() {
    IdentityPoolConfiguration next = new IdentityPoolConfiguration(1, PUSH, STREAMS);
    storage.setConfiguration(POOL, next);
    storage.setConfiguration(POOL, next);

    assertThat(storage.configuration(POOL)).isEqualTo(next);
  }

  @Test
  void setConfiguration_ofARevisionThatWasNeverRead_isRefused() {
    assertThatThrownBy(
            () -> storage.setConfiguration(POOL, new IdentityPoolConfiguration(2, PUSH, STREAMS)))
        .isInstanceOf(ConfigurationChangedException.class);
    assertThat(storage.configuration(POOL)).isEqualTo(IdentityPoolConfiguration.NEVER_SET);
  }

  @Test
  void events_areSetAndRemovedOneByOne() {
    assertThat(storage.events(POOL)).isEmpty();
    storage.removeEvent(POOL, CognitoEvent.SYNC_TRIGGER);
    assertThat(storage.events(POOL)).isEmpty();

    storage.setEvent(POOL, CognitoEvent.SYNC_TRIGGER, FUNCTION);
    assertThat(storage.events(POOL)).isEqualTo(Map.of(CognitoEvent.SYNC_TRIGGER, FUNCTION));
    storage.setEvent(POOL, CognitoEvent.POST_SYNC_TRIGGER, FUNCTION_2);
    storage.setEvent(POOL, CognitoEvent.SYNC_TRIGGER, FUNCTION_2);
    assertThat(storage.events(POOL))
        .isEqualTo(
            Map.of(
                CognitoEvent.SYNC_TRIGGER, FUNCTION_2,
                CognitoEvent.POST_SYNC_TRIGGER, FUNCTION_2));

    storage.removeEvent(POOL, CognitoEvent.SYNC_TRIGGER);
    assertThat(storage.events(POOL)).isEqualTo(Map.of(CognitoEvent.POST_SYNC_TRIGGER, FUNCTION_2));
    assertThat(storage.events(OTHER)).isEmpty();
    assertThat(storage.configuration(POOL)).isEqualTo(IdentityPoolConfiguration.NEVER_SET);
  }
}

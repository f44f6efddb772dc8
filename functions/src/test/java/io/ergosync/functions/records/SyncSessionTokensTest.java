package io.ergosync.functions.records;

import static io.ergosync.domain.Changes.Absent.NEVER_EXISTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.api.ApiException;
import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.UsedSessions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncSessionTokensTest {
  private static final DatasetId DATASET = dataset("r:aa", "r:bb", "d");
  private static final String REFUSAL = "SyncSessionToken not valid for these inputs: ";

  private final TestClock clock = new TestClock();
  private final SyncSessionTokens tokens = new SyncSessionTokens(clock, new Random(7));

  @Test
  void token_hasTheOriginalsLengthAndAlphabet() {
    assertThat(tokens.begin(DATASET, NEVER_EXISTED)).matches("[A-Za-z0-9_-]{332}");
    assertThat(
            tokens.begin(
                dataset("r:" + "a".repeat(53), "r:" + "b".repeat(53), "d".repeat(128)),
                NEVER_EXISTED))
        .hasSize(332);
  }

  @Test
  void token_namesOneSession_eachAnother() {
    SyncSession first = tokens.read(tokens.begin(DATASET, NEVER_EXISTED), DATASET);

    assertThat(first).isEqualTo(new SyncSession(new Random(7).nextLong(), 0, 0));
    assertThat(tokens.read(tokens.begin(DATASET, NEVER_EXISTED), DATASET)).isNotEqualTo(first);
  }

  @Test
  void token_namesWhereTheSessionBegan() {
    Changes present = new Changes.Present(9, 4, 2, "x", List.of(), List.of(), UsedSessions.NONE);
    Changes deleted = new Changes.Absent(9, 3, List.of(), UsedSessions.NONE);

    assertThat(tokens.read(tokens.begin(DATASET, present), DATASET))
        .extracting(SyncSession::generation, SyncSession::syncCount)
        .containsExactly(2L, 9L);
    assertThat(tokens.read(tokens.begin(DATASET, deleted), DATASET))
        .extracting(SyncSession::generation, SyncSession::syncCount)
        .containsExactly(3L, 9L);
  }

  @Test
  void token_afterADay_hasExpired() {
    String token = tokens.begin(DATASET, NEVER_EXISTED);

    clock.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(tokens.read(token, DATASET)).isNotNull();
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> tokens.read(token, DATASET)).hasMessage(REFUSAL + "it has expired");
  }

  @ParameterizedTest
  @CsvSource({"r:ab,r:bb,d", "r:aa,r:ba,d", "r:aa,r:bb,e"})
  void token_ofAnotherDataset_isRefused(String pool, String identity, String name) {
    String token = tokens.begin(dataset(pool, identity, name), NEVER_EXISTED);

    assertThatThrownBy(() -> tokens.read(token, DATASET))
        .isInstanceOf(ApiException.class)
        .hasMessage(REFUSAL + "it is of another dataset");
  }

  @Test
  void token_withAnyOtherCharacter_isDamaged() {
    String token = tokens.begin(DATASET, NEVER_EXISTED);

    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String damaged = token.substring(0, at) + other + token.substring(at + 1);
      assertThatThrownBy(() -> tokens.read(damaged, DATASET)).hasMessage(REFUSAL + "it is damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tok", "tok+/=abc", "é"})
  void token_ofSomebodyElsesMaking_isDamaged(String token) {
    assertThatThrownBy(() -> tokens.read(token, DATASET)).hasMessage(REFUSAL + "it is damaged");
    assertThatThrownBy(() -> tokens.read("=".repeat(332), DATASET))
        .hasMessage(REFUSAL + "it is damaged");
  }

  private static DatasetId dataset(String pool, String identity, String name) {
    return new Identity(new IdentityPoolId(pool), new IdentityId(identity))
        .dataset(new DatasetName(name));
  }
}

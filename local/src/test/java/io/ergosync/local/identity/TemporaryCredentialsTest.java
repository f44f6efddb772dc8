package io.ergosync.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.sigv4.Credentials;
import io.ergosync.local.sigv4.Principal.PoolIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemporaryCredentialsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:10:00.5Z");
  private static final PoolIdentity IDENTITY =
      new PoolIdentity("us-east-1:a", "us-east-1:b", List.of("authenticated", "p"));

  private final TemporaryCredentials credentials = with(LocalKey.random(new Random(1)));

  @Test
  void find_issued_areTheSameForAnHour() {
    TemporaryCredentials.Issued issued = credentials.issue(IDENTITY);

    assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(credentials.find(issued.accessKeyId(), issued.sessionToken()))
        .hasValue(
            new Credentials(
                issued.accessKeyId(),
                issued.secretKey(),
                Instant.parse("2026-11-22T15:10:00Z"),
                IDENTITY));
  }

  @Test
  void find_afterARestartWithTheSameKey_isKnown() {
    TemporaryCredentials.Issued issued = credentials.issue(IDENTITY);

    assertThat(
            with(LocalKey.random(new Random(1))).find(issued.accessKeyId(), issued.sessionToken()))
        .isPresent();
  }

  @Test
  void find_anythingElse_isUnknown() {
    TemporaryCredentials.Issued issued = credentials.issue(IDENTITY);
    TemporaryCredentials.Issued other = credentials.issue(IDENTITY);
    String id = issued.accessKeyId();
    String token = issued.sessionToken();

    assertThat(credentials.find(id, "")).isEmpty();
    assertThat(credentials.find(id, other.sessionToken())).isEmpty();
    assertThat(credentials.find(id, token + "A")).isEmpty();
    assertThat(credentials.find(id, "A" + token)).isEmpty();
    assertThat(credentials.find("ASIA", token)).isEmpty();
    assertThat(with(LocalKey.random(new Random(2))).find(id, token)).isEmpty();
  }

  private static TemporaryCredentials with(LocalKey key) {
    return new TemporaryCredentials(key, Clock.fixed(NOW, ZoneOffset.UTC), new Random(3));
  }
}

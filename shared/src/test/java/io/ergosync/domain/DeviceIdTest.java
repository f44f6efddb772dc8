package io.ergosync.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.storage.Samples;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeviceIdTest {
  private static final PushToken TOKEN = new PushToken("token");

  @Test
  void of_theSame_isTheSameUuidOfVersion8() {
    DeviceId id = DeviceId.of(Samples.ALICE, Platform.GCM, TOKEN);

    assertThat(DeviceId.of(Samples.ALICE, Platform.GCM, new PushToken("token"))).isEqualTo(id);
    assertThat(UUID.fromString(id.value()).version()).isEqualTo(8);
    assertThat(UUID.fromString(id.value()).variant()).isEqualTo(2);
  }

  @Test
  void of_anotherIdentityPlatformOrToken_isAnother() {
    Identity otherPool =
        new Identity(new IdentityPoolId("us-east-1:0"), Samples.ALICE.identityId());

    assertThat(
            Stream.of(
                DeviceId.of(Samples.ALICE, Platform.APNS, TOKEN),
                DeviceId.of(Samples.ALICE, Platform.APNS_SANDBOX, TOKEN),
                DeviceId.of(Samples.ALICE, Platform.APNS, new PushToken("token2")),
                DeviceId.of(Samples.BOB, Platform.APNS, TOKEN),
                DeviceId.of(otherPool, Platform.APNS, TOKEN)))
        .doesNotHaveDuplicates();
  }

  @Test
  void parse_ofWhatNoDeviceCanHave_isEmpty() {
    String id = DeviceId.of(Samples.ALICE, Platform.GCM, TOKEN).value();

    assertThat(DeviceId.parse(id)).hasValue(new DeviceId(id));
    assertThat(Stream.of("", "x", id + "0", id.replace('-', '#'), "\uD83D\uDE00".repeat(256)))
        .allSatisfy(text -> assertThat(DeviceId.parse(text)).isEmpty());
  }

  @Test
  void pushToken_hidesItselfAndHasALimit() {
    assertThat(TOKEN.toString()).doesNotContain("token]");
    assertThat(TOKEN.fingerprint()).hasSize(64);
    assertThat(new PushToken("x".repeat(PushToken.LENGTH_MAX)).value()).isNotEmpty();
    assertThatThrownBy(() -> new PushToken("x".repeat(PushToken.LENGTH_MAX + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PushToken("")).isInstanceOf(IllegalArgumentException.class);
  }
}

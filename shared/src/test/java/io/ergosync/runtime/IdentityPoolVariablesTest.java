package io.ergosync.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.api.IdentityPools;
import io.ergosync.domain.IdentityPoolId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityPoolVariablesTest {
  @Test
  void read_ofNone_isEveryPool() {
    assertThat(IdentityPoolVariables.read(new Environment(Map.of())))
        .isEqualTo(IdentityPools.Any.ANY);
    assertThat(read("")).isEqualTo(IdentityPools.Any.ANY);
    assertThat(read(" ")).isEqualTo(IdentityPools.Any.ANY);
  }

  @Test
  void read_ofSome_isThose() {
    assertThat(read("us-east-1:aa, us-east-1:bb"))
        .isEqualTo(
            new IdentityPools.Only(
                Set.of(new IdentityPoolId("us-east-1:aa"), new IdentityPoolId("us-east-1:bb"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "us-east-1:aa,", ",", "us-east-1:AA", "us-east-1:aa;x:bb"})
  void read_ofWhatIsNoId_stopsTheStartWithOneSentence(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Set the parameter IdentityPoolIds")
        .hasMessageEndingWith("' is none.");
  }

  private static IdentityPools read(String text) {
    return IdentityPoolVariables.read(new Environment(Map.of("IDENTITY_POOL_IDS", text)));
  }
}

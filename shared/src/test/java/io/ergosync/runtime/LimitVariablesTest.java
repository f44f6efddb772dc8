package io.ergosync.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Limits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitVariablesTest {
  @Test
  void limits_unset_areTheOriginals() {
    assertThat(LimitVariables.read(new Environment(Map.of()))).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void limits_set_areRead() {
    Map<String, String> variables =
        Map.of(
            "DATASETS_PER_IDENTITY_MAX", "1000",
            "RECORDS_PER_DATASET_MAX", "8192",
            "DATASET_BYTES_MAX", "4194304");

    assertThat(LimitVariables.read(new Environment(variables)))
        .isEqualTo(new Limits(1_000, 8_192, 4_194_304, 8_192));
  }

  @ParameterizedTest
  @CsvSource({
    "DATASETS_PER_IDENTITY_MAX,1001",
    "RECORDS_PER_DATASET_MAX,8193",
    "DATASET_BYTES_MAX,4194305",
    "DATASET_BYTES_MAX,0",
    "DATASET_BYTES_MAX,1 MB"
  })
  void limits_outsideTheTemplatesRange_stopTheStart(String name, String value) {
    assertThatThrownBy(() -> LimitVariables.read(new Environment(Map.of(name, value))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("'" + value + "'");
  }
}

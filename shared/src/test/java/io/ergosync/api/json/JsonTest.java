package io.ergosync.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "1412974057151, 1412974057.151",
    "1412974060000, 1412974060.000",
    "0, 0.000",
    "5, 0.005",
    "-1500, -1.500",
    "-62135596800000, -62135596800.000",
    "253402300799999, 253402300799.999",
  })
  void date_isWrittenAsPlainSecondsWithThreeDecimals(long milliseconds, String written) {
    assertThat(Json.text(Json.date(Instant.ofEpochMilli(milliseconds)))).isEqualTo(written);
  }

  @Test
  void text_keepsNonAsciiAsItIs() {
    assertThat(Json.text(Json.object().put("k", "é€😀\u2028"))).isEqualTo("{\"k\":\"é€😀\u2028\"}");
  }

  @Test
  void read_atTheNestingLimit_isRead() throws Exception {
    assertThat(Json.read("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "NaN",
        "'a'",
        "{a:1}",
        "[1,]",
        "// x\n{}",
        "01",
        "\"\u0001\""
      })
  void read_notStrictJson_isRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void read_beyondTheNestingLimit_isRefused() {
    assertThatThrownBy(() -> Json.read("[".repeat(33) + "]".repeat(33)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "1e-99999999999", "1E9999999999"})
  void read_exponentBeyondAllBounds_endsAtOnce(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
  }
}

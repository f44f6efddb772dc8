package io.ergosync.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
  @Test
  void encode_reservedAndNonAscii_isUpperCaseHexadecimal() {
    assertThat(PercentEncoding.encode("a:b/é~%3A +", "/")).isEqualTo("a%3Ab/%C3%A9~%253A%20%2B");
  }

  @Property
  void decode_encoded_isTheText(
      @ForAll @AlphaChars @Chars({'%', 'é', ' ', '漢', '/', '+'}) String text) {
    assertThat(PercentEncoding.decode(PercentEncoding.encode(text, ""), "path")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%+1", "%C3", "%C3%28", "%ED%A0%80", "%FF"})
  void decode_malformed_isBadRequest(String text) {
    assertThatThrownBy(() -> PercentEncoding.decode(text, "path"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("The request's path is not percent-encoded UTF-8.");
  }
}

package io.ergosync.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1:aa, us-east-1:aa",
    "us-east-1%3Aaa, us-east-1:aa",
    "us-east-1%3aaa, us-east-1:aa",
    "a%253Ab, a%3Ab",
    "a+b, a+b",
    "a%2Bb, a+b",
    "%C3%A9%3A, é:",
    "é%3A, é:",
    "%, %",
    "a%3, a%3",
    "a%zz, a%zz",
    "%FF, %FF",
    "%ED%A0%80, %ED%A0%80",
  })
  void decode_decodesOnceOrNotAtAll(String text, String decoded) {
    assertThat(PercentEncoding.decode(text)).isEqualTo(decoded);
  }
}

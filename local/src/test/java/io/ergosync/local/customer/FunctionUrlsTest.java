package io.ergosync.local.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionUrlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:3000/trigger?a=b",
        "http://localhost:3000",
        "http://[::1]:3000/",
        "http://127.0.0.1"
      })
  void plus_urlOnThisMachine_isTaken(String url) {
    assertThat(FunctionUrls.NONE.plus("my-function_1=" + url).find("my-function_1"))
        .contains(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://127.0.0.1:3000/",
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "http://user@127.0.0.1/",
        "http:///path",
        "http://127.0.0.1:99999/",
        "127.0.0.1:3000",
        "file:///etc/passwd",
        "http://127.0.0.1:3000/a b"
      })
  void plus_anyOtherUrl_isRefusedWithWhatIsWanted(String url) {
    assertThatThrownBy(() -> FunctionUrls.NONE.plus("hello=" + url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "needs an http URL on this machine, such as http://127.0.0.1:3000/trigger, not '%s'.",
            url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "=http://127.0.0.1/", "a b=http://127.0.0.1/", "a:b=http://127.0.0.1/"})
  void plus_withoutAName_isRefused(String option) {
    assertThatThrownBy(() -> FunctionUrls.NONE.plus(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("needs NAME=URL");
  }

  @Test
  void plus_sameNameAgain_isRefused() {
    FunctionUrls one = FunctionUrls.NONE.plus("hello=http://127.0.0.1/a");

    assertThatThrownBy(() -> one.plus("hello=http://127.0.0.1/b"))
        .hasMessage("is given twice for the function 'hello'.");
  }
}

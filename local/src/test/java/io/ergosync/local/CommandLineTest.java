package io.ergosync.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.Settings.Storage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void parse_nothing_isPort8080InMemory() {
    assertThat(CommandLine.parse(List.of()))
        .isEqualTo(new CommandLine(8080, new Storage.InMemory()));
  }

  @Test
  void parse_allOptions_areTaken() {
    assertThat(CommandLine.parse(List.of("--data", "x", "--port", "0")))
        .isEqualTo(new CommandLine(0, new Storage.OnDisk(Path.of("x"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port",
        "--data",
        "--port x",
        "--port -1",
        "--port 65536",
        "--x",
        "8080",
        "--port="
      })
  void parse_anythingElse_isRefused(String line) {
    assertThatThrownBy(() -> CommandLine.parse(List.of(line.split(" ", -1))))
        .isInstanceOf(UsageException.class);
  }
}

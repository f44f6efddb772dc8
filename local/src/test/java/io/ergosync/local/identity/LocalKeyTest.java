package io.ergosync.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyTest {
  @TempDir Path folder;

  @Test
  void in_missingFile_isMadeForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("key");

    LocalKey.in(file, new Random(1));

    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThat(folder).isDirectoryContaining("glob:**key").isDirectoryNotContaining("glob:**new");
  }

  @Test
  void in_existingFile_isTheSameKey() throws IOException {
    Path file = folder.resolve("key");
    LocalKey first = LocalKey.in(file, new Random(1));
    LocalKey second = LocalKey.in(file, new Random(2));

    assertThat(second.derive("a", "b")).isEqualTo(first.derive("a", "b"));
  }

  @Test
  void in_damagedFile_saysWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "short");

    assertThatThrownBy(() -> LocalKey.in(file, new Random(1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The key in %s is damaged; delete that file, and clients will fetch new credentials."
                .formatted(file));
  }

  @Test
  void derive_otherPurposeOrKey_isAnotherText() {
    LocalKey key = LocalKey.random(new Random(1));

    assertThat(key.derive("a", "b"))
        .hasSize(43)
        .isNotEqualTo(key.derive("b", "b"))
        .isNotEqualTo(LocalKey.random(new Random(2)).derive("a", "b"));
  }
}

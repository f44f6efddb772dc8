package io.ergosync.local.invoke;

import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of AWS's runtime interface client: what Lambda's own image brings. */
public final class RuntimeJars {
  private RuntimeJars() {}

  /**
   * The jars in a folder.
   *
   * @throws ConfigurationException if there is none
   */
  public static List<Path> named(String folder) {
    // Absolute, because the process runs in another folder.
    Path path = Path.of(folder).toAbsolutePath();
    if (!Files.isDirectory(path)) {
      throw new ConfigurationException(
          "There is no runtime interface client in %s; build it with ./mvnw package."
              .formatted(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

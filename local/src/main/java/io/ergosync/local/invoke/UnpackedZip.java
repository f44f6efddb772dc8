package io.ergosync.local.invoke;

import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The functions' zip, unpacked as Lambda does into {@code /var/task}, until it is closed. */
public final class UnpackedZip implements AutoCloseable {
  private final Path root;

  private UnpackedZip(Path root) {
    this.root = root;
  }

  /**
   * Unpacks a zip into a temporary folder.
   *
   * @throws ConfigurationException if there is no such zip
   */
  public static UnpackedZip of(Path zip) {
    if (!Files.isRegularFile(zip)) {
      throw new ConfigurationException(
          "There is no package %s; build it with ./mvnw package.".formatted(zip));
    }
    try {
      UnpackedZip unpacked = new UnpackedZip(Files.createTempDirectory("ergosync-task"));
      try (InputStream file = Files.newInputStream(zip);
          ZipInputStream entries = new ZipInputStream(file)) {
        unpacked.take(entries);
      }
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(ZipInputStream entries) throws IOException {
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      Path target = root.resolve(entry.getName()).normalize();
      if (!target.startsWith(root)) {
        throw new IOException("an entry leads out of the zip: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        Files.copy(entries, target);
      }
    }
  }

  /** Where it is: classes at the root, libraries in {@code lib}. */
  public Path root() {
    return root;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

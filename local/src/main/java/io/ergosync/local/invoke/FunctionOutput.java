package io.ergosync.local.invoke;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for what a process prints, until it is closed. */
public final class FunctionOutput implements AutoCloseable {
  private final Path file;

  private FunctionOutput(Path file) {
    this.file = file;
  }

  /** A new one. */
  public static FunctionOutput create() {
    try {
      return new FunctionOutput(Files.createTempFile("ergosync", ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to print to. */
  public File file() {
    return file.toFile();
  }

  /** What was printed so far. */
  public String text() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.ergosync.local.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which a local cloud keeps what it must not forget. One at a time may use it. */
public final class DataFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens a folder for this process alone; makes it where it is missing.
   *
   * @throws ConfigurationException if it cannot be made or written, or another process uses it
   */
  public static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lockFile = FileChannel.open(folder.resolve("ergosync.lock"), CREATE, WRITE);
      if (isLocked(lockFile)) {
        return new DataFolder(folder, lockFile);
      }
      lockFile.close();
    } catch (IOException e) {
      throw new ConfigurationException(
          "The data folder %s cannot be written (%s); choose another one with --data."
              .formatted(folder, e));
    }
    throw new ConfigurationException(
        "The data folder %s is in use by another local cloud; stop that one, or choose another folder with --data."
            .formatted(folder));
  }

  /** The database. */
  public Path databaseFile() {
    return folder.resolve("ergosync.db");
  }

  /** The key that credentials are derived from. */
  public Path keyFile() {
    return folder.resolve("ergosync.key");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  /** Takes the lock, which lasts until the file is closed. */
  private static boolean isLocked(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}

package io.ergosync.local.identity;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.ergosync.local.sigv4.Sha256;
import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The one secret of a local cloud. Session tokens and temporary secret keys are derived from it, so
 * nothing else that is secret is ever stored. Immutable.
 */
public final class LocalKey {
  private static final int BYTES = 32;

  private final byte[] key;

  private LocalKey(byte[] key) {
    this.key = key;
  }

  /** A key that is forgotten with the process. */
  public static LocalKey random(RandomGenerator random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new LocalKey(key);
  }

  /**
   * The key kept in a file, which is made, readable by its owner alone, if it is missing.
   *
   * @throws ConfigurationException if the file holds something else
   * @throws IOException if the file cannot be read or made
   */
  public static LocalKey in(Path file, RandomGenerator random) throws IOException {
    if (!Files.exists(file)) {
      // Moved into place whole, so that a crash never leaves half a key behind.
      Path whole = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(whole);
      write(whole, random(random).key);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != BYTES) {
      throw new ConfigurationException(
          "The key in %s is damaged; delete that file, and clients will fetch new credentials."
              .formatted(file));
    }
    return new LocalKey(key);
  }

  /**
   * A text that only this key gives, in 43 letters, digits, hyphens and underscores.
   *
   * @param purpose keeps the texts of one use apart from those of every other
   */
  public String derive(String purpose, String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.hmac(Sha256.hmac(key, purpose), text));
  }

  private static void write(Path file, byte[] key) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (SeekableByteChannel channel =
        Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
      channel.write(ByteBuffer.wrap(key));
    }
  }
}

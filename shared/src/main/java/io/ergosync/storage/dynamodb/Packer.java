package io.ergosync.storage.dynamodb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the packed form of journals and session ledgers: numbers in as many bytes as they need.
 * Not thread-safe.
 */
final class Packer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A number that is not negative, seven bits to a byte, lowest first. */
  Packer unsigned(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("negative: " + number);
    }
    return bits(number);
  }

  /** A number of either sign that is usually small. */
  Packer signed(long number) {
    return bits((number << 1) ^ (number >> 63));
  }

  private Packer bits(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  /** A number in eight bytes. */
  Packer fixed(long number) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(0, number).array());
    return this;
  }

  /** A text in UTF-8, after its length. */
  Packer text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    unsigned(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}

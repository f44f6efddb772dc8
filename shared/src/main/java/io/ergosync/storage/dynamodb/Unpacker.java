package io.ergosync.storage.dynamodb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link Packer} wrote; damaged bytes are an {@link IllegalArgumentException}. Not
 * thread-safe.
 */
final class Unpacker {
  private final ByteBuffer bytes;

  Unpacker(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  long unsigned() {
    long number = bits();
    if (number < 0) {
      throw new IllegalArgumentException("a number is out of range");
    }
    return number;
  }

  long signed() {
    long bits = bits();
    return (bits >>> 1) ^ -(bits & 1);
  }

  private long bits() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = nextByte();
      number |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number does not end");
  }

  long fixed() {
    try {
      return bytes.getLong();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bytes end early", e);
    }
  }

  String text() {
    long length = unsigned();
    if (length > bytes.remaining()) {
      throw new IllegalArgumentException("a text is longer than what is left");
    }
    byte[] utf8 = new byte[(int) length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** How often something is repeated, which is at most once for each byte that is left. */
  int count() {
    long count = unsigned();
    if (count > bytes.remaining()) {
      throw new IllegalArgumentException("a count is larger than what is left");
    }
    return (int) count;
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("there are bytes after the end");
    }
  }

  private int nextByte() {
    try {
      return bytes.get() & 0xFF;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bytes end early", e);
    }
  }
}

package io.ergosync.simulation.stored;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the packed numbers and texts of docs/storage-model.md, "The packed journal". */
final class PackedReader {
  private final ByteBuffer bytes;

  PackedReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /** A number in groups of seven bits, lowest first. */
  long number() {
    long number = 0;
    int shift = 0;
    long next;
    do {
      next = bytes.get();
      number |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }

  /** A number of either sign, zigzag. */
  long signed() {
    long zigzag = number();
    return zigzag % 2 == 0 ? zigzag >>> 1 : ~(zigzag >>> 1);
  }

  /** A number in eight bytes. */
  long eightBytes() {
    return bytes.getLong();
  }

  /** A text in UTF-8, after its length. */
  String text() {
    byte[] utf8 = new byte[(int) number()];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Refuses bytes that are left over. */
  void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException(bytes.remaining() + " bytes are left over");
    }
  }
}

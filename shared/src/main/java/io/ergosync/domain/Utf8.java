package io.ergosync.domain;

/** Lengths in UTF-8 without encoding. */
public final class Utf8 {
  private Utf8() {}

  /** The bytes that the well-formed text takes in UTF-8. */
  public static int bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair is two characters and four bytes: two for each half.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}

package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** What a record holds: a text, which may be empty, or nothing any more. */
public sealed interface RecordValue {
  /** A value, up to 1,048,575 characters; the empty string is one. */
  record Text(String text) implements RecordValue {
    public Text {
      requireNonNull(text);
    }

    /** The length in UTF-8, in bytes. */
    public int bytes() {
      return Utf8.bytes(text);
    }

    /** The text in UTF-8. */
    public byte[] utf8() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * The mark that a removed record leaves, so that other devices learn of the removal. It is listed
   * for as long as the dataset lives.
   */
  enum Tombstone implements RecordValue {
    TOMBSTONE
  }
}

package io.ergosync.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** The bytes of a message. Immutable. */
public final class Body {
  /** No bytes at all. */
  public static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A body of a copy of these bytes. */
  public static Body of(byte[] bytes) {
    return new Body(bytes.clone());
  }

  /** A body of this text in UTF-8. */
  public static Body of(String text) {
    return new Body(text.getBytes(UTF_8));
  }

  /** The number of bytes. */
  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes as a stream of their own. */
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  /** The text, if the bytes are UTF-8. */
  public Optional<String> text() {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

package io.ergosync.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that carry where a listing is to go on. A checksum over what they are for and what they
 * carry catches damage and mix-ups. There is no secret in it: what a client may read is decided by
 * who it is, never by a token.
 */
public final class OpaqueToken {
  private static final int CHECKSUM_BYTES = 8;

  private OpaqueToken() {}

  /**
   * The token of a content, in base64url characters.
   *
   * @param scope what the token is for: it is valid nowhere else
   */
  public static String of(List<String> scope, byte[] content) {
    byte[] token = Arrays.copyOf(content, content.length + CHECKSUM_BYTES);
    System.arraycopy(digest(scope, content), 0, token, content.length, CHECKSUM_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The content of a token; empty if the token is damaged or for something else. */
  public static Optional<byte[]> content(List<String> scope, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length < CHECKSUM_BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
    return of(scope, content).equals(token) ? Optional.of(content) : Optional.empty();
  }

  /** SHA-256 of texts and bytes, each with its length, so that no two inputs run together. */
  public static byte[] digest(List<String> scope, byte[] content) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (String text : scope) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      input.writeBytes((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      input.writeBytes(bytes);
    }
    input.writeBytes(content);
    try {
      return MessageDigest.getInstance("SHA-256").digest(input.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

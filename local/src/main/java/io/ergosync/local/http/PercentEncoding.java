package io.ergosync.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** The percent-encoding of RFC 3986 over UTF-8. */
public final class PercentEncoding {
  private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /** Encodes every byte but letters, digits and {@code -._~}, and those of {@code kept}. */
  public static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isUnreserved(character) || kept.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        UPPER_CASE.toHexDigits(encoded.append('%'), octet);
      }
    }
    return encoded.toString();
  }

  /**
   * Decodes once. A plus sign stays a plus sign.
   *
   * @param part what the text is, for the message
   * @throws RefusedException if a percent sign is not followed by two hexadecimal digits, or the
   *     bytes are not UTF-8
   */
  public static String decode(String text, String part) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      byte[] octets = octets(text);
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw RefusedException.badRequest(
          "The request's %s is not percent-encoded UTF-8.".formatted(part));
    }
  }

  private static byte[] octets(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    int start = 0;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', start)) {
      octets.writeBytes(text.substring(start, at).getBytes(UTF_8));
      octets.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
      start = at + 3;
    }
    octets.writeBytes(text.substring(start).getBytes(UTF_8));
    return octets.toByteArray();
  }

  private static boolean isUnreserved(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "-._~".indexOf(character) >= 0;
  }
}

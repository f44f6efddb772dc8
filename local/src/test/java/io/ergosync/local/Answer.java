package io.ergosync.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Optional;

/**
 * A response as it came over the wire.
 *
 * @param head the status line and the headers, in their exact case
 */
public record Answer(String head, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("not a response: '%s'".formatted(text));
    }
    return new Answer(
        text.substring(0, end), new String(text.substring(end + 4).getBytes(ISO_8859_1), UTF_8));
  }

  public int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  /** The value of a header of exactly this name, case included. */
  public Optional<String> header(String name) {
    return Arrays.stream(head.split("\r\n", -1))
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst();
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + body, e);
    }
  }
}

package io.ergosync.api.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How large JSON gets on its way out of Lambda, without writing it: the body itself, and the body
 * as a string inside Lambda's response, where quotes and backslashes are escaped a second time.
 *
 * @param bodyBytes UTF-8 bytes of the body
 * @param escapedBytes UTF-8 bytes of the body inside a JSON string, quotes around it not counted
 */
public record ResponseSize(long bodyBytes, long escapedBytes) {
  /** The most that Lambda lets a function return, in bytes. */
  public static final int LAMBDA_BYTES_MAX = 6_291_556;

  /** That of nothing. */
  public static final ResponseSize ZERO = new ResponseSize(0, 0);

  /** What a separator adds: a comma, a colon, a bracket. */
  private static final ResponseSize SEPARATOR = new ResponseSize(1, 1);

  /** A value as the REST form writes it: null members are left out. */
  public static ResponseSize of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> {
        ResponseSize size = SEPARATOR.plus(SEPARATOR).separators(node.size() - 1);
        for (JsonNode element : node) {
          size = size.plus(of(element));
        }
        yield size;
      }
      case STRING, BINARY -> text(node.asText());
      case NUMBER, BOOLEAN, NULL, MISSING, POJO -> {
        int length = Json.text(node).length();
        yield new ResponseSize(length, length);
      }
    };
  }

  /** The size of both, one after the other. */
  public ResponseSize plus(ResponseSize other) {
    return new ResponseSize(bodyBytes + other.bodyBytes, escapedBytes + other.escapedBytes);
  }

  /** What is sent, in bytes: Lambda takes a body as a string or in base64. */
  public long sentBytes() {
    return Math.min(escapedBytes, (bodyBytes + 2) / 3 * 4);
  }

  private static ResponseSize object(JsonNode object) {
    ResponseSize size = SEPARATOR.plus(SEPARATOR);
    int members = 0;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!member.getValue().isNull()) {
        members++;
        size = size.plus(text(member.getKey())).plus(SEPARATOR).plus(of(member.getValue()));
      }
    }
    return size.separators(members - 1);
  }

  private ResponseSize separators(int count) {
    int added = Math.max(0, count);
    return new ResponseSize(bodyBytes + added, escapedBytes + added);
  }

  private static ResponseSize text(String text) {
    // The quotes around it: one byte each in the body, two inside a string.
    long once = 2;
    long twice = 4;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        once += 2;
        twice += 4;
      } else if (c >= ' ') {
        int bytes = utf8Bytes(c);
        once += bytes;
        twice += bytes;
      } else {
        int escape = "\b\t\n\f\r".indexOf(c) >= 0 ? 2 : 6;
        once += escape;
        twice += escape + 1;
      }
    }
    return new ResponseSize(once, twice);
  }

  private static int utf8Bytes(char c) {
    if (c < 0x80) {
      return 1;
    }
    // Each half of a surrogate pair takes half of its four bytes.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}

package io.ergosync.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The one way to read and write JSON. Reading is strict: one value, no member twice, at most {@link
 * #NESTING_MAX} levels, numbers exact. Writing keeps non-ASCII characters as they are and numbers
 * without exponents.
 */
public final class Json {
  /** How deep objects and arrays may nest. */
  public static final int NESTING_MAX = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build());
  }

  private Json() {}

  /**
   * Reads a text.
   *
   * @return a missing node for an empty text
   * @throws JsonProcessingException if it is not one JSON value within the rules
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** Writes a value compactly. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new object without members. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A date as the API has it: epoch seconds with exactly three decimals. */
  public static JsonNode date(Instant date) {
    return DecimalNode.valueOf(BigDecimal.valueOf(date.toEpochMilli(), 3));
  }

  /** A text; null where it is empty because there is none. */
  public static JsonNode textOrNull(String text) {
    return text.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(text);
  }
}

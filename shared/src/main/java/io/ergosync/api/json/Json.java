package io.ergosync.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.StringWriter;
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

  private static final int ASCII_MAX = 0x7f;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
          .build();

  private Json() {}

  /**
   * Reads a text.
   *
   * @return a missing node for an empty text
   * @throws JsonProcessingException if it is not one JSON value within the rules
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return MissingNode.getInstance();
      }
      JsonNode node = JsonTrees.read(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "there is something after the value");
      }
      return node;
    } catch (NumberFormatException e) {
      // Jackson lets it out for an exponent that not even a BigDecimal can hold.
      throw new JsonParseException("a number is out of range");
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a value compactly. */
  public static String text(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      JsonTrees.write(node, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes a value compactly, every character beyond ASCII escaped: for those who do not take all
   * characters, as SQS refuses or replaces some. As many characters as bytes.
   */
  public static String ascii(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.setHighestNonEscapedChar(ASCII_MAX);
      JsonTrees.write(node, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
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

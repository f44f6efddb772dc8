package io.ergosync.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ResponseSizeTest {
  @Property
  void size_ofAnyText_isWhatIsWritten(@ForAll("texts") String key, @ForAll("texts") String value) {
    ObjectNode node = Json.object();
    node.putArray("Records").addObject().put(key, value).put("n", -17).put("b", true);
    node.put("Count", 1);

    assertThat(ResponseSize.of(node)).isEqualTo(written(node));
  }

  @Test
  void size_ofNullMembers_isNothing() {
    ObjectNode withNull = Json.object().put("a", "x").putNull("b");

    assertThat(ResponseSize.of(withNull)).isEqualTo(written(Json.object().put("a", "x")));
  }

  @Test
  void size_ofEmptyContainersAndDates_isWhatIsWritten() {
    ObjectNode node = Json.object();
    node.putArray("a");
    node.putObject("o");
    node.set("d", Json.date(Instant.ofEpochMilli(1_412_974_060_000L)));

    assertThat(ResponseSize.of(node)).isEqualTo(written(node));
  }

  @Test
  void sentBytes_ofManyQuotes_isThatOfBase64() {
    ResponseSize quotes = ResponseSize.of(TextNode.valueOf("\"".repeat(999)));

    assertThat(quotes).isEqualTo(new ResponseSize(2_000, 4_000));
    assertThat(quotes.sentBytes()).isEqualTo(2_668);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('\0', '\u007f'),
        Arbitraries.strings().withChars("\"\\\b\t\n\f\r\u2028/<é€"),
        Arbitraries.strings().withCharRange('\u0080', '\ud7ff'),
        Arbitraries.of("😀", "a😀b", "\u0000\u001f\u007f"));
  }

  private static ResponseSize written(JsonNode node) {
    String body = Json.text(node);
    int escaped = utf8Length(Json.text(TextNode.valueOf(body))) - 2;
    return new ResponseSize(utf8Length(body), escaped);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

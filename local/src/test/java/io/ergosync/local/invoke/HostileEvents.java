package io.ergosync.local.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.http.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Events that no event source sends: nulls, missing blocks, wrong types, wrong versions. */
final class HostileEvents {
  private HostileEvents() {}

  record Hostile(String name, Body body) {}

  /** Whatever can be done to a good event. */
  static List<Hostile> of(JsonNode good) {
    List<Hostile> events = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "null",
            "true",
            "7",
            "\"text\"",
            "[]",
            "{}",
            "{",
            "{\"version\":\"9.9\"}",
            "{\"version\":\"1.0\"}",
            "{\"Records\":null}",
            "{\"Records\":{}}",
            "{\"Records\":[null]}",
            "{\"Records\":[{}]}",
            "{\"Records\":[{\"dynamodb\":null}]}",
            "{\"Records\":[{\"dynamodb\":{\"SequenceNumber\":\"1\",\"NewImage\":{\"entity\":{}}}}]}",
            "{\"Records\":[{\"messageId\":\"1\",\"body\":null}]}",
            "[".repeat(100_000))) {
      events.add(new Hostile(text.substring(0, Math.min(80, text.length())), Body.of(text)));
    }
    events.add(new Hostile("not UTF-8", Body.of(new byte[] {'{', '"', (byte) 0xff, '"', '}'})));
    good.properties()
        .forEach(member -> {
          spoil(good, member.getKey(), events, Function.identity());
          if (member.getValue().isObject()) {
            member
                .getValue()
                .properties()
                .forEach(inner ->
                    spoil(
                        good,
                        inner.getKey(),
                        events,
                        copy -> (ObjectNode) copy.get(member.getKey())));
          }
        });
    return events;
  }

  private static void spoil(
      JsonNode good, String name, List<Hostile> events, Function<ObjectNode, ObjectNode> place) {
    for (JsonNode value :
        List.of(NullNode.getInstance(), IntNode.valueOf(7), TextNode.valueOf("x"), Json.object())) {
      ObjectNode copy = good.deepCopy();
      place.apply(copy).set(name, value);
      events.add(new Hostile(name + "=" + value, Body.of(Json.text(copy))));
    }
    ObjectNode without = good.deepCopy();
    place.apply(without).remove(name);
    events.add(new Hostile("no " + name, Body.of(Json.text(without))));
  }
}

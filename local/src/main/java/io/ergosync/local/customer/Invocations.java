package io.ergosync.local.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.gateway.Readout;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What functions were given and what they answered, the newest {@link #CHARACTERS_MAX} of it. Safe
 * for use by many threads.
 */
final class Invocations implements Readout {
  /** How much is kept, in characters. */
  static final int CHARACTERS_MAX = 32 * 1024 * 1024;

  private record Invocation(String function, String payload, String response) {
    int length() {
      return payload.length() + response.length();
    }
  }

  private final Deque<Invocation> kept = new ArrayDeque<>();
  private long characters;

  /** Notes one; the response is empty where the function gave none. */
  synchronized void add(String function, String payload, String response) {
    Invocation invocation = new Invocation(function, payload, response);
    kept.add(invocation);
    characters += invocation.length();
    while (characters > CHARACTERS_MAX && kept.size() > 1) {
      characters -= kept.remove().length();
    }
  }

  @Override
  public JsonNode read() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Invocation invocation : copy()) {
      ObjectNode node = all.addObject().put("function", invocation.function());
      node.set("payload", node(invocation.payload()));
      node.set("response", node(invocation.response()));
    }
    return all;
  }

  @Override
  public synchronized void clear() {
    kept.clear();
    characters = 0;
  }

  private synchronized Iterable<Invocation> copy() {
    return new ArrayDeque<>(kept);
  }

  /** JSON where it is JSON; a text where a function answered something else. */
  private static JsonNode node(String text) {
    try {
      JsonNode node = Json.read(text);
      return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}

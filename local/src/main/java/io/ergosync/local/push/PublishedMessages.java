package io.ergosync.local.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.gateway.Readout;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The newest messages that were published, oldest first: {@code [{"target", "message"}]}. Safe for
 * use by many threads.
 */
public final class PublishedMessages implements Readout {
  /** A local cloud may run for long, and nobody may ever ask. */
  static final int COUNT_MAX = 10_000;

  private final Deque<Published> messages = new ArrayDeque<>();

  private record Published(String targetArn, JsonNode message) {}

  /** Remembers one. A message that is JSON is shown as that, any other as a text. */
  synchronized void add(String targetArn, String message) {
    if (messages.size() == COUNT_MAX) {
      messages.removeFirst();
    }
    messages.add(new Published(targetArn, structure(message)));
  }

  private static JsonNode structure(String message) {
    try {
      JsonNode node = Json.read(message);
      return node.isObject() ? node : TextNode.valueOf(message);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(message);
    }
  }

  @Override
  public synchronized JsonNode read() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    messages.forEach(published ->
        array.addObject().put("target", published.targetArn()).set("message", published.message()));
    return array;
  }

  @Override
  public synchronized void clear() {
    messages.clear();
  }
}

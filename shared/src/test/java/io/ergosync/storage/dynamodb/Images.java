package io.ergosync.storage.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as Lambda's stream events show them. */
public final class Images {
  private Images() {}

  /** The image of an item. */
  public static ObjectNode of(Map<String, AttributeValue> item) {
    ObjectNode image = Json.object();
    item.forEach((name, value) -> image.set(name, of(value)));
    return image;
  }

  private static ObjectNode of(AttributeValue value) {
    ObjectNode node = Json.object();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case B -> node.put("B", Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe()));
      case L -> {
        var list = node.putArray("L");
        value.l().forEach(element -> list.add(of(element)));
      }
      default -> throw new AssertionError("no item of ours has a " + value.type());
    }
    return node;
  }
}

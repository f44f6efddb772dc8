package io.ergosync.storage.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in the JSON form that Lambda's stream events have: {@code {"name": {"S": "text"}}}. */
final class DynamoDbJson {
  private DynamoDbJson() {}

  /**
   * The item of an image; empty if the image is missing.
   *
   * @throws IllegalArgumentException if a value is not in DynamoDB's JSON
   */
  static Map<String, AttributeValue> item(JsonNode image) {
    Map<String, AttributeValue> item = new HashMap<>();
    image
        .properties()
        .forEach(attribute -> item.put(attribute.getKey(), value(attribute.getValue())));
    return item;
  }

  private static AttributeValue value(JsonNode node) {
    if (node.size() != 1) {
      throw new IllegalArgumentException("not a value of DynamoDB");
    }
    Map.Entry<String, JsonNode> typed = node.properties().iterator().next();
    JsonNode content = typed.getValue();
    return switch (typed.getKey()) {
      case "S" -> AttributeValue.fromS(content.asText());
      case "N" -> AttributeValue.fromN(content.asText());
      case "B" ->
          AttributeValue.fromB(
              SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(content.asText())));
      case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
      case "NULL" -> AttributeValue.fromNul(content.asBoolean());
      case "L" -> AttributeValue.fromL(list(content));
      case "M" -> AttributeValue.fromM(item(content));
      // Sets, which no item of ours has.
      default -> throw new IllegalArgumentException("an unexpected type of value");
    };
  }

  private static List<AttributeValue> list(JsonNode content) {
    List<AttributeValue> values = new ArrayList<>();
    content.forEach(element -> values.add(value(element)));
    return values;
  }
}

package io.ergosync.simulation.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What names an item: its partition key and its sort key, both strings. */
public record Key(String pk, String sk) {
  /** The attribute of the partition key. */
  public static final String PK = "pk";

  /** The attribute of the sort key. */
  public static final String SK = "sk";

  private static final int PK_BYTES_MAX = 2_048;
  private static final int SK_BYTES_MAX = 1_024;

  /** The key of an item, or a refusal if the item has no legal one. */
  static Key ofItem(Map<String, AttributeValue> item) {
    return new Key(part(item, PK, PK_BYTES_MAX), part(item, SK, SK_BYTES_MAX));
  }

  /** The key of a request that names an item, which must hold nothing else. */
  static Key ofRequest(Map<String, AttributeValue> key) {
    if (key.size() != 2) {
      throw Failures.validation("The provided key element does not match the schema");
    }
    return ofItem(key);
  }

  /** The key as attributes. */
  public Map<String, AttributeValue> attributes() {
    return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
  }

  private static String part(Map<String, AttributeValue> item, String name, int bytesMax) {
    AttributeValue value = item.get(name);
    if (value == null || value.type() != AttributeValue.Type.S) {
      throw Failures.validation(
          "One or more parameter values were invalid: missing or mistyped key " + name);
    }
    if (value.s().isEmpty()) {
      throw Failures.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + name);
    }
    if (AttributeValues.utf8(value.s()) > bytesMax) {
      throw Failures.validation(
          "One or more parameter values were invalid: size of key %s exceeds %d bytes"
              .formatted(name, bytesMax));
    }
    return value.s();
  }
}

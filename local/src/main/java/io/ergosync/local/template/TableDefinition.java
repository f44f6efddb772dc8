package io.ergosync.local.template;

import java.util.List;
import java.util.Map;

/**
 * A DynamoDB table.
 *
 * @param attributeTypes key attributes to their types: S, N or B
 * @param key the table's own key
 * @param streamViewType empty if it has no stream
 * @param expiryAttribute empty if items do not expire
 */
public record TableDefinition(
    String name,
    Map<String, String> attributeTypes,
    List<KeyPart> key,
    List<Index> indexes,
    String streamViewType,
    String expiryAttribute) {
  /**
   * A part of a key.
   *
   * @param type HASH or RANGE
   */
  public record KeyPart(String attribute, String type) {}

  /**
   * A global secondary index.
   *
   * @param projectionType ALL, KEYS_ONLY or INCLUDE
   * @param includedAttributes for INCLUDE
   */
  public record Index(
      String name, List<KeyPart> key, String projectionType, List<String> includedAttributes) {
    public Index {
      key = List.copyOf(key);
      includedAttributes = List.copyOf(includedAttributes);
    }
  }

  public TableDefinition {
    attributeTypes = Map.copyOf(attributeTypes);
    key = List.copyOf(key);
    indexes = List.copyOf(indexes);
  }
}

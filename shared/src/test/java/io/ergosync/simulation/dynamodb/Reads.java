package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads of items by key. */
final class Reads {
  private static final int BATCH_KEYS_MAX = 100;

  private final Table table;
  private final Misbehaviour misbehaviour;

  Reads(Table table, Misbehaviour misbehaviour) {
    this.table = table;
    this.misbehaviour = misbehaviour;
  }

  GetItemResponse get(GetItemRequest request) {
    requireConsistent(request.consistentRead(), request);
    Map<String, AttributeValue> item = table.get(Key.ofRequest(request.key()));
    GetItemResponse.Builder response = GetItemResponse.builder();
    if (!item.isEmpty()) {
      response.item(
          projected(item, request.projectionExpression(), request.expressionAttributeNames()));
    }
    return response.build();
  }

  BatchGetItemResponse batchGet(BatchGetItemRequest request) {
    if (request.requestItems().size() != 1) {
      throw new UnsupportedOperationException("the simulation knows one table");
    }
    Map.Entry<String, KeysAndAttributes> entry =
        request.requestItems().entrySet().iterator().next();
    KeysAndAttributes asked = entry.getValue();
    requireConsistent(asked.consistentRead(), request);
    List<Map<String, AttributeValue>> keys = asked.keys();
    if (keys.size() > BATCH_KEYS_MAX) {
      throw Failures.validation("Too many items requested for the BatchGetItem call");
    }
    Set<Key> distinct = new HashSet<>();
    keys.forEach(key -> distinct.add(Key.ofRequest(key)));
    if (distinct.size() < keys.size()) {
      throw Failures.validation("Provided list of item keys contains duplicates");
    }
    int processed = misbehaviour.batchItemsMax(keys.size());
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (Map<String, AttributeValue> key : keys.subList(0, Math.min(processed, keys.size()))) {
      Map<String, AttributeValue> item = table.get(Key.ofRequest(key));
      if (!item.isEmpty()) {
        items.add(projected(item, asked.projectionExpression(), asked.expressionAttributeNames()));
      }
    }
    Map<String, KeysAndAttributes> left = new HashMap<>();
    if (processed < keys.size()) {
      left.put(
          entry.getKey(), asked.toBuilder().keys(keys.subList(processed, keys.size())).build());
    }
    return BatchGetItemResponse.builder()
        .responses(Map.of(entry.getKey(), items))
        .unprocessedKeys(left)
        .build();
  }

  /** The item, or those of its attributes that the projection names. */
  static Map<String, AttributeValue> projected(
      Map<String, AttributeValue> item, String projection, Map<String, String> names) {
    if (projection == null) {
      return item;
    }
    Placeholders placeholders = new Placeholders(names, Map.of());
    Map<String, AttributeValue> part = new LinkedHashMap<>();
    Tokens tokens = new Tokens(projection);
    do {
      String name = placeholders.name(Operand.readAttribute(tokens));
      if (item.containsKey(name)) {
        part.put(name, item.get(name));
      }
    } while (tokens.accept(","));
    return part;
  }

  /** Every read of the storage must see what was written before it. */
  static void requireConsistent(Boolean consistentRead, Object request) {
    if (!Boolean.TRUE.equals(consistentRead)) {
      throw new UnsupportedOperationException("the storage must read consistently: " + request);
    }
  }
}

package io.ergosync.simulation.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Items, keys and placeholders for random requests. */
class RandomParts {
  private static final List<String> TEXTS =
      List.of("", "a", "ab", "b", "\u00e9", "\uffee", "\ud83d\ude00");

  final RandomGenerator random;

  RandomParts(RandomGenerator random) {
    this.random = random;
  }

  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>(key());
    if (random.nextBoolean()) {
      item.put("n", AttributeValue.fromN(one(List.of("0", "1.50", "-3", "1e2", "007"))));
    }
    if (random.nextBoolean()) {
      item.put("s", AttributeValue.fromS(one(TEXTS)));
    }
    if (random.nextInt(4) == 0) {
      item.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[random.nextInt(20)])));
    }
    if (random.nextInt(40) == 0) {
      item.put("s", AttributeValue.fromS("x".repeat(409_590 + random.nextInt(20))));
    }
    return item;
  }

  Map<String, AttributeValue> key() {
    String sk = random.nextInt(40) == 0 ? "" : "s" + random.nextInt(6);
    return new HashMap<>(new Key("p" + random.nextInt(2), sk).attributes());
  }

  Map<String, String> names(String expression) {
    Map<String, String> names = new HashMap<>();
    if (expression.contains("#n")) {
      names.put("#n", "n");
    }
    if (expression.contains("#s")) {
      names.put("#s", "s");
    }
    return names;
  }

  Map<String, AttributeValue> values(String expression) {
    Map<String, AttributeValue> values = new HashMap<>();
    if (expression.contains(":n")) {
      values.put(":n", AttributeValue.fromN(one(List.of("0", "1.5", "2", "7"))));
    }
    if (expression.contains(":m")) {
      values.put(":m", AttributeValue.fromN(one(List.of("7", "100", "150"))));
    }
    if (expression.contains(":s")) {
      values.put(":s", AttributeValue.fromS(one(TEXTS)));
    }
    return values;
  }

  /** The map as it is sent: left out where it is empty, as it must be; once in a while not. */
  <V> Map<String, V> sent(Map<String, V> map) {
    return map.isEmpty() && random.nextInt(20) > 0 ? null : map;
  }

  ReturnValue oldOrNone() {
    return random.nextBoolean() ? ReturnValue.ALL_OLD : ReturnValue.NONE;
  }

  ReturnValuesOnConditionCheckFailure itemOrNone() {
    return random.nextBoolean()
        ? ReturnValuesOnConditionCheckFailure.ALL_OLD
        : ReturnValuesOnConditionCheckFailure.NONE;
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

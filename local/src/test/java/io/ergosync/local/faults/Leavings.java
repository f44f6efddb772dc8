package io.ergosync.local.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of a table that nothing leads to, found by reading all of it: records and chunks of a life
 * of a dataset that has ended, and chunks that neither a head nor a record points at.
 */
final class Leavings {
  private Leavings() {}

  static List<String> of(DynamoDbClient client, String table) {
    Map<String, Map<String, AttributeValue>> heads = new HashMap<>();
    Map<String, Set<String>> patches = new HashMap<>();
    Map<String, Integer> chunkedValues = new HashMap<>();
    List<Map<String, AttributeValue>> records = new ArrayList<>();
    client
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .forEach(item -> {
          String pk = item.get("pk").s();
          if (item.get("sk").s().startsWith("DATASET#")) {
            String life =
                pk.replaceFirst("IDENTITY", "RECORDS")
                    + "#"
                    + item.get("sk").s().substring("DATASET#".length())
                    + "#"
                    + item.get("generation").n();
            heads.put(life, item);
            if (item.containsKey("overflowId")) {
              patches.computeIfAbsent(life, _ -> new HashSet<>()).add(item.get("overflowId").s());
            }
          } else if (pk.startsWith("RECORDS#")) {
            records.add(item);
            if (item.containsKey("valueChunks")) {
              chunkedValues.merge(
                  pk + " V" + item.get("syncCount").n(),
                  Integer.parseInt(item.get("valueChunks").n()),
                  Integer::sum);
            }
          }
        });
    List<String> leavings = new ArrayList<>();
    for (Map<String, AttributeValue> item : records) {
      String pk = item.get("pk").s();
      String sk = item.get("sk").s();
      if (!heads.containsKey(pk)) {
        leavings.add(pk + " " + sk);
      } else if (sk.startsWith("~V")) {
        // Each record has as many slices as it says, and there are no others of its count.
        String value = pk + " " + sk.substring(1, sk.indexOf('-'));
        if (chunkedValues.merge(value, -1, Integer::sum) < 0) {
          leavings.add(pk + " " + sk);
        }
      } else if (sk.startsWith("~")
          && !patches.getOrDefault(pk, Set.of()).contains(sk.substring(1, sk.indexOf('#')))) {
        leavings.add(pk + " " + sk);
      }
    }
    return leavings;
  }
}

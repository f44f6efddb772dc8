package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import io.ergosync.simulation.dynamodb.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Hides from a merge what the survivor's copy holds in its head, so that it overwrites what an
 * earlier merge brought, or what the survivor's own clients put there.
 */
final class ForgetfulMerge implements Saboteur {
  @Override
  public Calls over(Calls calls, IntSupplier attempts) {
    Map<Integer, String> firstIdentities = new HashMap<>();
    return request -> {
      if (request instanceof GetItemRequest get
          && get.key().get(Key.SK).s().startsWith("DATASET#")
          && calls.call(request) instanceof GetItemResponse read) {
        String identity = get.key().get(Key.PK).s();
        // A merge alone reads heads of two identities in one attempt: the source's comes first.
        String first = firstIdentities.computeIfAbsent(attempts.getAsInt(), _ -> identity);
        boolean existing = read.hasItem() && read.item().get("exists").bool();
        return identity.equals(first) || !existing || !isCopy(get)
            ? read
            : read.toBuilder().item(emptied(read.item())).build();
      }
      return calls.call(request);
    };
  }

  private static boolean isCopy(GetItemRequest get) {
    return get.key().get(Key.SK).s().contains(".");
  }

  private static Map<String, AttributeValue> emptied(Map<String, AttributeValue> head) {
    Map<String, AttributeValue> emptied = new HashMap<>(head);
    emptied.remove("journal");
    emptied.keySet().removeIf(name -> name.startsWith("overflow"));
    for (String counter : new String[] {"numRecords", "itemCount", "dataBytes"}) {
      emptied.put(counter, AttributeValue.fromN("0"));
    }
    emptied.put(
        "settledThrough", emptied.getOrDefault("deletedSyncCount", AttributeValue.fromN("0")));
    return emptied;
  }
}

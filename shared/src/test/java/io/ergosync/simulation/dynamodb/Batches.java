package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Unconditional writes of several items, each on its own. */
final class Batches {
  private static final int BATCH_ITEMS_MAX = 25;
  private static final Placeholders NO_PLACEHOLDERS = new Placeholders(Map.of(), Map.of());

  private final Table table;
  private final Misbehaviour misbehaviour;

  Batches(Table table, Misbehaviour misbehaviour) {
    this.table = table;
    this.misbehaviour = misbehaviour;
  }

  BatchWriteItemResponse write(BatchWriteItemRequest request) {
    if (request.requestItems().size() != 1) {
      throw new UnsupportedOperationException("the simulation knows one table");
    }
    Map.Entry<String, List<WriteRequest>> entry =
        request.requestItems().entrySet().iterator().next();
    List<WriteRequest> wanted = entry.getValue();
    if (wanted.isEmpty() || wanted.size() > BATCH_ITEMS_MAX) {
      throw Failures.validation("A batch has 1 to 25 items, not " + wanted.size());
    }
    List<Write> writes = new ArrayList<>();
    Set<Key> keys = new HashSet<>();
    for (WriteRequest one : wanted) {
      Write write =
          one.putRequest() != null
              ? Write.of(Write.Kind.PUT, one.putRequest().item(), null, null, NO_PLACEHOLDERS, null)
              : Write.of(
                  Write.Kind.DELETE, one.deleteRequest().key(), null, null, NO_PLACEHOLDERS, null);
      writes.add(write);
      if (!keys.add(write.key())) {
        throw Failures.validation("Provided list of item keys contains duplicates");
      }
    }
    int processed = Math.min(misbehaviour.batchItemsMax(wanted.size()), wanted.size());
    writes.subList(0, processed).forEach(table::write);
    Map<String, List<WriteRequest>> left = new HashMap<>();
    if (processed < wanted.size()) {
      left.put(entry.getKey(), wanted.subList(processed, wanted.size()));
    }
    return BatchWriteItemResponse.builder().unprocessedItems(left).build();
  }
}

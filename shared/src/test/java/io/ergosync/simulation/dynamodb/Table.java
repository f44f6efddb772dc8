package io.ergosync.simulation.dynamodb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/** The items, in memory, and the log of their changes. Not safe for use by several threads. */
public final class Table {
  private final Map<String, NavigableMap<String, Map<String, AttributeValue>>> partitions =
      new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private Consumer<List<Change>> listener = changed -> {};

  /** Every change so far, in the order in which they happened. */
  public List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** Calls back at the moment of each write, with the changes that it made at once. */
  public void onWrite(Consumer<List<Change>> newListener) {
    listener = newListener;
  }

  /** The item, empty if there is none. */
  public Map<String, AttributeValue> get(Key key) {
    return partition(key.pk()).getOrDefault(key.sk(), Map.of());
  }

  /** The partition keys that there are items of. */
  public Set<String> partitionKeys() {
    return Collections.unmodifiableSet(partitions.keySet());
  }

  /** The items of a partition by sort key. */
  public NavigableMap<String, Map<String, AttributeValue>> partition(String pk) {
    return partitions.getOrDefault(pk, Collections.emptyNavigableMap());
  }

  /** Removes an item, as nobody should by hand; the listener does not learn of it. */
  public void damage(Key key) {
    partitions.get(key.pk()).remove(key.sk());
  }

  /** Writes one item, or fails as its condition does. */
  Change write(Write write) {
    Map<String, AttributeValue> before = get(write.key());
    if (!write.allowed(before)) {
      throw Failures.conditionalCheckFailed(write.tellsItem() ? before : Map.of());
    }
    Change change = new Change(write.key(), before, write.after(before));
    store(List.of(change));
    return change;
  }

  /** Writes all of the items or none. */
  void writeAll(List<Write> writes) {
    List<CancellationReason> reasons = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    boolean allowed = true;
    for (Write write : writes) {
      Map<String, AttributeValue> before = get(write.key());
      if (write.allowed(before)) {
        reasons.add(CancellationReason.builder().code(Failures.NONE).build());
        changed.add(new Change(write.key(), before, write.after(before)));
      } else {
        allowed = false;
        CancellationReason.Builder reason =
            CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .message("The conditional request failed");
        if (write.tellsItem() && !before.isEmpty()) {
          reason.item(before);
        }
        reasons.add(reason.build());
      }
    }
    if (!allowed) {
      throw Failures.transactionCanceled(reasons);
    }
    store(changed);
  }

  private void store(List<Change> changed) {
    List<Change> real =
        changed.stream().filter(change -> !change.before().equals(change.after())).toList();
    for (Change change : real) {
      Key key = change.key();
      if (change.after().isEmpty()) {
        partitions.get(key.pk()).remove(key.sk());
      } else {
        partitions
            .computeIfAbsent(key.pk(), pk -> new TreeMap<>(AttributeValues.UTF8_ORDER))
            .put(key.sk(), change.after());
      }
    }
    changes.addAll(real);
    if (!real.isEmpty()) {
      listener.accept(real);
    }
  }
}

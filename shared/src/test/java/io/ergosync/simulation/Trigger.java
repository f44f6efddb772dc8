package io.ergosync.simulation;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Tombstone;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.simulation.stored.DatasetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Triggers whose say follows from what they see, so that seeing something out of date shows. */
enum Trigger implements SyncTrigger {
  /** Has nothing to say; updates with it are sent without a trigger. */
  NONE,
  /** Puts what it saw into the first patched record. */
  CHANGES,
  /** Puts what it saw into a record of its own. */
  ADDS,
  /** Removes the oldest record and the last of the patched ones. */
  REMOVES,
  /** Throws if the number of records is even. */
  VETOES,
  /** Throws what the storage throws itself when an item is damaged. */
  FAILS;

  /** How a trigger ends an update. */
  static final class VetoException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** How a trigger fails. */
  static final class BrokenException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Map<String, RecordValue> changes(List<DatasetRecord> records, List<RecordPatch> patches) {
    RecordValue seen =
        new RecordValue.Text(
            "saw %d up to %d"
                .formatted(
                    records.size(),
                    records.stream().mapToLong(DatasetRecord::syncCount).max().orElse(0)));
    return switch (this) {
      case NONE -> Map.of();
      case CHANGES -> Map.of(patches.getFirst().key(), seen);
      case ADDS -> Map.of("added", seen);
      case REMOVES -> {
        Map<String, RecordValue> removed = new TreeMap<>();
        records.stream().limit(1).forEach(r -> removed.put(r.key(), Tombstone.TOMBSTONE));
        removed.put(patches.getLast().key(), Tombstone.TOMBSTONE);
        yield removed;
      }
      case VETOES -> {
        if (records.size() % 2 == 0) {
          throw new VetoException();
        }
        yield Map.of();
      }
      case FAILS -> throw new BrokenException();
    };
  }

  /**
   * The update that is stored over a state: the client's patches with the trigger's values in them,
   * then what else it changes, by key.
   *
   * @throws VetoException as the trigger does
   * @throws BrokenException as the trigger does
   */
  Update over(DatasetState state, Update update) {
    if (this == NONE) {
      return update;
    }
    Map<String, RecordValue> say = new TreeMap<>(changes(state.after(0), update.patches()));
    List<RecordPatch> patches = new ArrayList<>();
    for (RecordPatch patch : update.patches()) {
      RecordValue value = say.containsKey(patch.key()) ? say.remove(patch.key()) : patch.value();
      patches.add(
          new RecordPatch(patch.key(), value, patch.syncCount(), patch.deviceLastModifiedDate()));
    }
    say.forEach((key, value) -> {
      boolean nothing = value == Tombstone.TOMBSTONE && !state.version(key).live();
      if (!nothing) {
        patches.add(
            new RecordPatch(key, value, state.version(key).syncCount(), DeviceDate.Absent.ABSENT));
      }
    });
    return new Update(patches, update.session(), update.author());
  }
}

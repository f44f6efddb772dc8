package io.ergosync.domain;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a {@link SyncTrigger} makes of an update. */
public final class TriggeredUpdate {
  private TriggeredUpdate() {}

  /**
   * The update with the trigger's changes in it: the client's patches in their order, then the
   * other changes by key.
   *
   * @param records every record of the dataset as it stands
   * @throws StaleSyncCountException before the trigger is asked, if a patch's sync count is not its
   *     record's
   */
  public static Update of(Update update, List<DatasetRecord> records, SyncTrigger trigger) {
    Map<String, RecordVersion> versions =
        records.stream().collect(toUnmodifiableMap(DatasetRecord::key, RecordVersion::of));
    Commit.checkSyncCounts(update, key -> versions.getOrDefault(key, RecordVersion.ABSENT));
    Map<String, RecordValue> changes = new HashMap<>(trigger.changes(records, update.patches()));
    List<RecordPatch> patches = new ArrayList<>();
    for (RecordPatch patch : update.patches()) {
      RecordValue changed = changes.remove(patch.key());
      patches.add(
          changed == null
              ? patch
              : new RecordPatch(
                  patch.key(), changed, patch.syncCount(), patch.deviceLastModifiedDate()));
    }
    changes.keySet().stream()
        .sorted()
        .map(key -> patch(key, changes.get(key), versions.getOrDefault(key, RecordVersion.ABSENT)))
        .forEach(patches::addAll);
    return new Update(patches, update.session(), update.author());
  }

  /** The change of a record that the client did not patch; removing what is not there is none. */
  private static List<RecordPatch> patch(String key, RecordValue value, RecordVersion version) {
    return switch (value) {
      case RecordValue.Tombstone _ when !version.live() -> List.of();
      case RecordValue change ->
          List.of(new RecordPatch(key, change, version.syncCount(), DeviceDate.Absent.ABSENT));
    };
  }

  /**
   * The first answer of an update that is sent again, where a trigger changed what it stored.
   *
   * @param records every record of the dataset as it stands
   * @throws SessionUsedException if the session was used by another update, or if records that it
   *     wrote were changed since, so that its answer is lost
   */
  public static UpdateResult firstAnswer(
      Update update, UsedSession used, List<DatasetRecord> records) {
    Map<String, Integer> order = new HashMap<>();
    update.patches().forEach(patch -> order.put(patch.key(), order.size()));
    Function<DatasetRecord, Integer> position =
        record -> order.getOrDefault(record.key(), order.size());
    List<DatasetRecord> written =
        records.stream()
            .filter(record -> record.syncCount() == used.syncCount())
            .sorted(Comparator.comparing(position).thenComparing(DatasetRecord::key))
            .toList();
    return AnswerDigest.of(written) == used.answerDigest()
        ? new UpdateResult(written, used.syncCount())
        : Commit.firstAnswer(update, used);
  }
}

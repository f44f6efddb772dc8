package io.ergosync.functions.records;

import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberType;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads RecordPatches. One for each request. */
final class PatchMembers {
  private enum Op {
    REPLACE,
    REMOVE
  }

  private static final MemberType<Op> OP = MemberTypes.enumeration(ops());

  private final Map<String, String> firstPathByKey = new HashMap<>();

  /** All patches; absent and null are none. */
  static Parsed<List<RecordPatch>> read(MemberReader members) {
    return members.list("RecordPatches", new PatchMembers()::patch);
  }

  private Parsed<RecordPatch> patch(MemberReader members) {
    Parsed<Op> op = members.required("Op", OP);
    Parsed<String> key = key(members);
    // A removal's Value is ignored: the JavaScript client sends an empty one.
    Parsed<RecordValue> value =
        !op.valid() || op.get() == Op.REMOVE
            ? Parsed.of(RecordValue.Tombstone.TOMBSTONE)
            : members.required("Value", MemberTypes.RECORD_VALUE).map(RecordValue.Text::new);
    Parsed<Long> syncCount = members.required("SyncCount", MemberTypes.SYNC_COUNT);
    Parsed<DeviceDate> date =
        members.optional(
            "DeviceLastModifiedDate", MemberTypes.DEVICE_DATE, DeviceDate.Absent.ABSENT);
    return members.together(
        () -> new RecordPatch(key.get(), value.get(), syncCount.get(), date.get()));
  }

  private Parsed<String> key(MemberReader members) {
    Parsed<String> key = members.required("Key", MemberTypes.RECORD_KEY);
    if (key.valid()) {
      String path = members.path("Key");
      String first = firstPathByKey.putIfAbsent(key.get(), path);
      if (first != null) {
        members.refuse("Key", key.get(), "Member must not repeat " + first);
        return Parsed.invalid();
      }
    }
    return key;
  }

  private static Map<String, Op> ops() {
    Map<String, Op> ops = new LinkedHashMap<>();
    ops.put("replace", Op.REPLACE);
    ops.put("remove", Op.REMOVE);
    return Collections.unmodifiableMap(ops);
  }
}

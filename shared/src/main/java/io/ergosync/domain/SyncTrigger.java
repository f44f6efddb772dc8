package io.ergosync.domain;

import java.util.List;
import java.util.Map;

/**
 * A say in an update before it is stored. What it answers becomes part of the one commit: it sees
 * the records that the commit builds on, and is asked again if others changed them meanwhile.
 * Whatever it throws ends the update with nothing stored.
 */
@FunctionalInterface
public interface SyncTrigger {
  /**
   * Looks at an update whose sync counts are right.
   *
   * @param records every record and tombstone of the dataset as it stands, by sync count and then
   *     by key
   * @param patches what the client sent
   * @return what to store of the keys that are to differ from the client's patches, patched or not:
   *     a text replaces, a tombstone removes. Of a patched key that is not in it the client's patch
   *     stands; a key that is neither patched nor in it stays as it is.
   */
  Map<String, RecordValue> changes(List<DatasetRecord> records, List<RecordPatch> patches);
}

package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * One change of an UpdateRecords request: a text replaces the record's value, a tombstone removes
 * it.
 *
 * @param syncCount the record's sync count as the client knows it, 0 for a record that it believes
 *     absent
 */
public record RecordPatch(
    String key, RecordValue value, long syncCount, DeviceDate deviceLastModifiedDate) {
  public RecordPatch {
    requireNonNull(key);
    requireNonNull(value);
    requireNonNull(deviceLastModifiedDate);
  }
}
